import type { Database } from '../client.ts';

/** Counts another round of contests on the row that told of each first; a contest has no row for every round. */
export async function countRounds(
  database: Database,
  environmentId: string,
  contested: readonly { kind: string; name: string }[],
): Promise<void> {
  for (const { kind, name } of contested)
    await database.$executeRaw`
      UPDATE drift_event SET rounds = rounds + 1, last_at = now()
      WHERE id = (SELECT id FROM drift_event WHERE environment_id = ${environmentId}::uuid AND kind = ${kind} AND name = ${name}
        ORDER BY detected_at DESC LIMIT 1)`;
}
