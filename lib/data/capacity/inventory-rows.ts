import type { ClusterInventory } from '#lib/domain/capacity/inventory.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { Queryable } from '../client.ts';

/** What the provisioner found last, and when; null before it has looked. */
export async function findInventory(
  db: Queryable,
): Promise<(ClusterInventory & { observedAt: Date }) | null> {
  const row = await db.clusterInventory.findUnique({ where: { id: 1 } });
  if (row === null) return null;
  return {
    nodes: row.nodes,
    allocatable: row.allocatable as ResourceAmounts,
    countable: row.countable as string[],
    storageClasses: row.storageClasses as string[],
    observedAt: row.observedAt,
  };
}
