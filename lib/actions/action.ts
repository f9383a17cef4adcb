import 'server-only';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import type { LimitedKind } from '#lib/auth/limits.ts';
import { originProblem } from '#lib/auth/origin.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { findSignedIn, requestId } from '#lib/auth/session.ts';
import { AppError, type Result } from '#lib/domain/error.ts';
import { webRegistry } from '#lib/services/metrics/web-registry.ts';
import { parseInput } from '#lib/services/parse-input.ts';
import { traced } from '#lib/trace/trace.ts';
import { logUnexpected } from './log.ts';

type Failure = Extract<Result<never>, { ok: false }>;

type Service<Schema extends z.ZodType, Output> = (actor: Actor, input: z.output<Schema>) => Promise<Output>;
type ServerAction<Output> = (input: unknown) => Promise<Result<Output>>;

/**
 * Makes a server action of a service after which every page stays as it is: session, origin, strict input, then the service, and always a
 * Result. Expected failures keep their message; others are logged and shown as one sentence with the request's id. The name is for metrics.
 */
export function question<Schema extends z.ZodType, Output>(
  name: string,
  schema: Schema,
  service: Service<Schema, Output>,
): ServerAction<Output> {
  return guarded('questions', name, schema, service);
}

/** Makes a server action of a service that changes what pages show: as `question`, and the pages are drawn anew when it succeeds. */
export function action<Schema extends z.ZodType, Output>(
  name: string,
  schema: Schema,
  service: Service<Schema, Output>,
): ServerAction<Output> {
  const write = guarded('writes', name, schema, service);
  return async (input) => {
    const result = await write(input);
    if (result.ok) revalidatePath('/', 'layout');
    return result;
  };
}

function guarded<Schema extends z.ZodType, Output>(
  kind: LimitedKind,
  name: string,
  schema: Schema,
  service: Service<Schema, Output>,
): ServerAction<Output> {
  const answer = async (input: unknown): Promise<Result<Output>> => {
    const id = await requestId();
    try {
      const actor = await trustedActor(kind);
      return { ok: true, data: await service(actor, parseInput(schema, input)) };
    } catch (error) {
      return failure(error, id);
    }
  };
  return async (input) => {
    const began = performance.now();
    const result = await traced(`action ${name}`, { kind: 'server' }, async (span) => {
      const ended = await answer(input);
      span?.set({ 'bailiwick.result': ended.ok ? 'ok' : ended.code });
      if (!ended.ok && ended.code === 'UNEXPECTED') span?.fail(ended.code);
      return ended;
    });
    const seconds = (performance.now() - began) / 1000;
    webRegistry().requests.acted(name, result.ok ? 'ok' : result.code, seconds);
    return result;
  };
}

async function trustedActor(kind: LimitedKind): Promise<Actor> {
  const sent = await headers();
  const problem = originProblem(sent, process.env.NEXTAUTH_URL ?? '');
  if (problem !== null) throw new AppError('FORBIDDEN', `${problem} Nothing was changed.`);
  const actor = await findSignedIn();
  await holdToLimit(kind, sent, actor);
  if (actor === null)
    throw new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again; what you typed is kept.');
  return actor;
}

function failure(error: unknown, id: string): Failure {
  if (error instanceof AppError) {
    const { code, message, fieldErrors } = error;
    return { ok: false, code, message, fieldErrors, requestId: id };
  }
  logUnexpected(error, id);
  const message =
    'Something failed on our side and nothing was changed. Try again; if it stays, give the platform team this request id.';
  return { ok: false, code: 'UNEXPECTED', message, fieldErrors: {}, requestId: id };
}
