import type { Database } from '#lib/data/client.ts';
import { cancelMove } from '#lib/data/provisioner/moves.ts';
import { blockedMessage } from '#lib/domain/budget/move.ts';
import { compareQuantities, parseQuantity } from '#lib/domain/quantity.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import type { ClusterPort } from '../ports.ts';
import type { BudgetedClaim } from './budgeted-claim.ts';

/** `guarded`: the quota may be written only as it was just read; `cancelled`: the rows say something else now. */
export type MoveVerdict = 'free' | 'guarded' | 'cancelled';

/**
 * Looks, right before less is written, whether what runs still fits into what a move leaves. If not, the move is taken
 * back as a whole, with the names of what stands in the way.
 */
export async function guardMove(
  database: Database,
  row: BudgetedClaim,
  cluster: ClusterPort,
): Promise<MoveVerdict> {
  const { move } = row;
  if (row.deleteAt !== null || move === null) return 'free';
  const kind = managedKind('ResourceQuota');
  const quota = await cluster.refresh(kind, {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: { name: 'bailiwick', namespace: row.namespace },
  });
  const rest = parseQuantity(move.fromAfter);
  const hard = amountIn(quota?.spec, 'hard', move.key);
  if (quota === null || hard === null || compareQuantities(hard, rest) <= 0) return 'free';
  const used = amountIn(quota.status, 'used', move.key) ?? parseQuantity('0');
  if (compareQuantities(used, rest) <= 0) return 'guarded';
  const names = await cluster.listUsers(row.namespace, move.key);
  const why = blockedMessage(row.slug, move.key, used, rest, names);
  return (await cancelMove(database, move.id, why)) ? 'cancelled' : 'free';
}

/** The cluster for a pass that must not read a newer quota and write all the same: then the next pass looks again. */
export function withoutRereading(cluster: ClusterPort): ClusterPort {
  return { ...cluster, refresh: async () => null };
}

function amountIn(part: ObservedObject['spec'], field: 'hard' | 'used', key: string) {
  const text = (part as Partial<Record<typeof field, Record<string, string>>> | undefined)?.[field]?.[key];
  return text === undefined ? null : parseQuantity(text);
}
