import { countedAmounts, hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { type Reservation, reserve } from '#lib/domain/budget/reserve.ts';
import { type Neighbour, waitMessage } from '#lib/domain/budget/wait-message.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { parseQuantity, quantityToDecimal, subtractQuantities } from '#lib/domain/quantity.ts';
import { lockBudget } from '../budget/lock-budget.ts';
import type { Database, Queryable } from '../client.ts';
import type { ClaimRow } from './environment-row.ts';
import { moveFrom, type OpenMove } from './moves.ts';

/** What a pass may write, and in words what it waits for; null when it waits for nothing. */
export interface ReservedQuota extends Omit<Reservation, 'waits'> {
  waitsFor: string | null;
  /** The open move that takes something from the environment; null where there is none. */
  move: OpenMove | null;
}

type Claimed = Pick<ClaimRow, 'id' | 'fence' | 'teamId'>;

/**
 * Takes what an environment was granted out of its team's budget, as far as there is room, before anything of it is
 * written to the cluster. Of several that grow at once, each counts what the others have taken. Null: another replica
 * has taken over, and nothing was written.
 */
export async function reserveQuota(database: Database, claim: Claimed): Promise<ReservedQuota | null> {
  return database.$transaction(async (tx) => {
    await lockBudget(tx, claim.teamId);
    const [own] = await tx.$queryRaw<OwnRow[]>`
      SELECT e.quota AS target, t.budget, b.amounts AS total, s.ceiling, s.allowed, s.quota_revision AS revision, ${moveFrom} AS move
      FROM environment_status s JOIN environment e ON e.id = s.environment_id JOIN team t ON t.id = e.team_id
        JOIN budget_total b ON b.team_id = t.id
      WHERE s.environment_id = ${claim.id}::uuid AND s.fence = ${claim.fence}`;
    if (own === undefined) return null;
    const { target, budget, total, move, ...share } = own;
    const others = withoutOwn(total, share.ceiling);
    const { waits, ...reserved } = reserve(share, hardAmounts(target, budget), budget, others);
    const saved = await tx.$executeRaw`
      UPDATE environment_status SET ceiling = ${JSON.stringify(reserved.ceiling)}::jsonb,
        allowed = ${JSON.stringify(reserved.allowed)}::jsonb, quota_revision = ${reserved.revision}
      WHERE environment_id = ${claim.id}::uuid AND fence = ${claim.fence}`;
    if (saved !== 1) return null;
    const waitsFor = waits.length === 0 ? null : waitMessage(waits, await listNeighbours(tx, claim, budget));
    return { ...reserved, waitsFor, move };
  });
}

interface OwnRow {
  target: ResourceAmounts;
  budget: ResourceAmounts;
  total: ResourceAmounts;
  ceiling: ResourceAmounts;
  allowed: ResourceAmounts;
  revision: number;
  move: OpenMove | null;
}

function withoutOwn(total: ResourceAmounts, own: ResourceAmounts): ResourceAmounts {
  const parts = Object.entries(total).map(([key, sum]) => {
    const rest = subtractQuantities(parseQuantity(sum), parseQuantity(own[key] ?? '0'));
    return [key, quantityToDecimal(rest)];
  });
  return Object.fromEntries(parts);
}

async function listNeighbours(
  tx: Queryable,
  { id, teamId }: Claimed,
  budget: ResourceAmounts,
): Promise<Neighbour[]> {
  const rows = await tx.$queryRaw<(Neighbour & { target: ResourceAmounts })[]>`
    SELECT e.slug, s.ceiling, e.quota AS target, coalesce(least(e.delete_after, e.expires_at) <= now(), false) AS "isEnding"
    FROM environment e JOIN environment_status s ON s.environment_id = e.id
    WHERE e.team_id = ${teamId}::uuid AND e.finalized_at IS NULL AND e.id <> ${id}::uuid
    ORDER BY e.slug`;
  return rows.map((row) => ({ ...row, target: countedAmounts(row.target, budget) }));
}
