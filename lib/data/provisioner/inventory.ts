import type { ClusterInventory } from '#lib/domain/capacity/inventory.ts';
import type { Database } from '../client.ts';

/** Keeps what was found of the cluster; the same again is written at most every five minutes. */
export async function saveInventory(database: Database, found: ClusterInventory): Promise<void> {
  const text = (value: unknown) => JSON.stringify(value);
  await database.$executeRaw`
    INSERT INTO cluster_inventory AS c (id, nodes, allocatable, countable, storage_classes, observed_at)
    VALUES (1, ${found.nodes}, ${text(found.allocatable)}::jsonb, ${text(found.countable)}::jsonb,
      ${text(found.storageClasses)}::jsonb, now())
    ON CONFLICT (id) DO UPDATE SET nodes = excluded.nodes, allocatable = excluded.allocatable,
      countable = excluded.countable, storage_classes = excluded.storage_classes, observed_at = excluded.observed_at
    WHERE (c.nodes, c.allocatable, c.countable, c.storage_classes)
        IS DISTINCT FROM (excluded.nodes, excluded.allocatable, excluded.countable, excluded.storage_classes)
      OR c.observed_at < now() - interval '5 minutes'`;
}
