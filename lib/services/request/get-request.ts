import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase, type Queryable } from '#lib/data/client.ts';
import { listComments, type RequestRow } from '#lib/data/request/request-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import type { RequestDetail } from '#lib/domain/request-views.ts';
import { evidenceOf } from './evidence.ts';
import { contextOfStored } from './load-context.ts';
import { storedPayload } from './parse-payload.ts';
import { planOf } from './plan.ts';
import { handlerOf } from './registry.ts';
import { person, viewRequest } from './view-request.ts';
import { deciderName, visibleRequest } from './visible-request.ts';

/** One request with its comments, its history, and while it is pending what granting it would do. */
export async function getRequest(actor: Actor, input: { number: number }): Promise<RequestDetail> {
  const database = getDatabase();
  const row = await visibleRequest(database, actor, input.number);
  const comments = await listComments(database, row.id);
  const outlook = row.state === 'pending' ? await outlookOf(database, actor, row) : null;
  return {
    ...viewRequest(actor, row),
    comments: comments.map(({ id, author, body, createdAt }) => ({
      id,
      author: person(author),
      body,
      at: createdAt.toISOString(),
    })),
    timeline: timelineOf(row),
    plan: outlook?.plan ?? null,
    evidence: outlook?.evidence ?? null,
  };
}

function timelineOf(row: RequestRow): RequestDetail['timeline'] {
  const asked = { at: row.createdAt.toISOString(), who: row.requester.name, what: 'asked for this' };
  if (row.closedAt === null) return [asked];
  const at = row.closedAt.toISOString();
  if (row.decision === null) return [asked, { at, who: row.requester.name, what: 'withdrew the request' }];
  const who = deciderName(row.decision);
  return [asked, { at, who, what: `${row.state} it` }];
}

/** Null when it could no longer be granted: the team is archived, the environment gone, or the name taken. */
async function outlookOf(
  database: Queryable,
  actor: Actor,
  row: RequestRow,
): Promise<Pick<RequestDetail, 'plan' | 'evidence'> | null> {
  try {
    const context = await contextOfStored(database, row, false);
    const payload = storedPayload(row.type, row.payload);
    const assessment = await handlerOf(row.type).validate(database, context, payload);
    const plan = await planOf(database, actor, context, assessment);
    return { plan, evidence: await evidenceOf(database, context, assessment, plan.budget) };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
