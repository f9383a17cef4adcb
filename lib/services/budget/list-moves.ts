import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { listMoveRows } from '#lib/data/budget/move-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import type { MoveView } from '#lib/domain/budget/move-views.ts';
import { notFound } from '#lib/domain/error.ts';
import { listMovesInput } from '#lib/domain/inputs/budget.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

const newest = 20;

/** The newest moves of a team that the actor can see. */
export async function listMoves(actor: Actor, input: z.input<typeof listMovesInput>): Promise<MoveView[]> {
  const { team } = parseInput(listMovesInput, input);
  const row = await findTeamRow(getDatabase(), scopeOf(actor, 'team:read'), team);
  if (row === null) throw notFound('The team');
  const rows = await listMoveRows(getDatabase(), row.id, newest);
  return rows.map(({ id, key, amount, state, problem, createdAt, from, to, asker }) => ({
    id,
    at: createdAt.toISOString(),
    from: from.slug,
    to: to.slug,
    label: resourceLabel(key),
    amountText: showQuantity(key, parseQuantity(amount)),
    by: asker.name,
    state: state === 'done' || state === 'cancelled' ? state : 'open',
    problem,
  }));
}
