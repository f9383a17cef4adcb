import type { z } from 'zod';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase, type Queryable } from '#lib/data/client.ts';
import { insertPreflight } from '#lib/data/preflight/preflight-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import { askPreflightInput } from '#lib/domain/inputs/preflight.ts';
import type { PreviewRequest } from '#lib/domain/inputs/request.ts';
import type { RequestPayload, RequestType } from '#lib/domain/requests/request.ts';
import { parseInput } from '../parse-input.ts';
import type { RequestContext } from '../request/handler.ts';
import { contextOfNew, contextOfStored } from '../request/load-context.ts';
import { parsePayload, storedPayload } from '../request/parse-payload.ts';
import { handlerOf } from '../request/registry.ts';
import { visibleRequest } from '../request/visible-request.ts';

/** What a question led to: the pre-flight to read, or null where there is nothing that the cluster could be asked. */
export interface AskedPreflight {
  id: string | null;
}

const nothing: AskedPreflight = { id: null };

/**
 * Asks the provisioner what a request would do in the cluster: of one that is not sent yet, whoever may send it; of one that
 * waits, whoever may read its environment. A request that would be refused anyway is not tried.
 */
export async function askPreflight(
  actor: Actor,
  input: z.input<typeof askPreflightInput>,
): Promise<AskedPreflight> {
  const asked = parseInput(askPreflightInput, input);
  const database = getDatabase();
  const found =
    'number' in asked
      ? await storedWish(database, actor, asked.number)
      : await newWish(database, actor, asked);
  if (found === null) return nothing;
  const { type, context, payload } = found;
  const { team, environment } = context;
  if (team === null || !may(actor, 'environment:read', team.id)) return nothing;
  const states = await statesOf(database, type, context, payload);
  if (states === null) return nothing;
  const { before, after } = states;
  const slug = after?.slug ?? before?.slug;
  if (slug === undefined) return nothing;
  const id = await insertPreflight(database, {
    ...{ askedBy: actor.userId, teamId: team.id, slug },
    environmentId: environment?.id ?? null,
    generation: environment?.generation ?? null,
    classVersionId: after?.class.versionId ?? null,
    quota: after?.quota ?? {},
  });
  return { id };
}

interface Wish {
  type: RequestType;
  context: RequestContext;
  payload: RequestPayload;
}

async function newWish(database: Queryable, actor: Actor, asked: PreviewRequest): Promise<Wish | null> {
  const context = await contextOfNew(database, actor, asked, false);
  const { payload } = parsePayload(asked.type, asked.payload);
  return payload === null ? null : { type: asked.type, context, payload };
}

async function storedWish(database: Queryable, actor: Actor, number: number): Promise<Wish | null> {
  const row = await visibleRequest(database, actor, number);
  if (row.state !== 'pending') return null;
  const context = await contextOfStored(database, row, false);
  return { type: row.type, context, payload: storedPayload(row.type, row.payload) };
}

// Null where the request changes nothing in the cluster, or can't be granted for reasons that its form tells.
async function statesOf(
  database: Queryable,
  type: RequestType,
  context: RequestContext,
  payload: RequestPayload,
) {
  try {
    const { before, after, problems } = await handlerOf(type).validate(database, context, payload);
    const isSame =
      before !== null &&
      after !== null &&
      before.class.versionId === after.class.versionId &&
      JSON.stringify(before.quota) === JSON.stringify(after.quota);
    const isNothing = isSame || (before === null && after === null);
    return isNothing || Object.keys(problems).length > 0 ? null : { before, after };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
