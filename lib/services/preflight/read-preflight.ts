import type { z } from 'zod';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findPreflight } from '#lib/data/preflight/preflight-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { readPreflightInput } from '#lib/domain/inputs/preflight.ts';
import { preflightAnswerSchema } from '#lib/domain/preflight/answer.ts';
import type { PreflightView } from '#lib/domain/preflight/views.ts';
import { parseInput } from '../parse-input.ts';

/** What has become of a pre-flight; only who asked for it reads it, as long as the team is his to read. */
export async function readPreflight(
  actor: Actor,
  input: z.input<typeof readPreflightInput>,
): Promise<PreflightView> {
  const { id } = parseInput(readPreflightInput, input);
  const row = await findPreflight(getDatabase(), id, actor.userId);
  if (row === null || !may(actor, 'environment:read', row.teamId)) throw notFound('The check');
  if (row.isStale) return { state: 'stale' };
  if (row.answeredAt === null) return { state: row.isGivenUp ? 'unanswered' : 'waiting' };
  const answer = preflightAnswerSchema.parse(row.answer);
  return { state: 'answered', answer, at: row.answeredAt.toISOString() };
}
