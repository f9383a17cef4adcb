import type { Database } from '#lib/data/client.ts';
import type { ClaimRow } from '#lib/data/provisioner/environment-row.ts';
import { type ReservedQuota, reserveQuota } from '#lib/data/provisioner/reserve-quota.ts';
import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { isAtRest, isSameAmounts, type Share, settle } from '#lib/domain/budget/reserve.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { InTurn } from './turns.ts';

/** A claim with as much of its quota as the team's budget has room for. */
export type BudgetedClaim = ClaimRow & Pick<ReservedQuota, 'waitsFor' | 'move'>;

/**
 * Reserves what the pass may write; null when another replica has taken over. What goes away takes nothing more. Passes of one
 * team wait for its budget here and not with a transaction each, whose time would be over before the lock is theirs.
 */
export async function withBudget(
  database: Database,
  row: ClaimRow,
  inTurn: InTurn,
): Promise<BudgetedClaim | null> {
  // Where nothing is given back, no move can be under way.
  if (row.deleteAt !== null || isSettled(row)) return { ...row, waitsFor: null, move: null };
  const reserved = await inTurn(row.teamId, () => reserveQuota(database, row));
  if (reserved === null) return null;
  const { allowed, revision, ceiling, waitsFor, move } = reserved;
  return { ...row, quota: allowed, quotaRevision: revision, ceiling, waitsFor, move };
}

/** Whether the cluster has what is wanted by the rows, so that a pass neither takes more of the budget nor gives anything back. */
function isSettled(row: ClaimRow): boolean {
  return isAtRest(shareOf(row), hardAmounts(row.target, row.budget));
}

/** The ceiling to be written down once the quota was seen in the cluster; null when it stays as it is. */
export function freedCeiling(row: BudgetedClaim, isSeen: boolean): ResourceAmounts | null {
  const { ceiling } = settle(shareOf(row));
  return isSeen && !isSameAmounts(ceiling, row.ceiling) ? ceiling : null;
}

function shareOf({ quota, quotaRevision, ceiling }: ClaimRow): Share {
  return { allowed: quotaRevision > 0 ? quota : {}, revision: quotaRevision, ceiling };
}
