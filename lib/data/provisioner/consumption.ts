import type { Consumer, Measurement } from '#lib/domain/usage/consumer.ts';
import type { Database } from '../client.ts';

/** Which of these environments were counted within so many seconds, by any replica. */
export async function listCounted(
  database: Database,
  ids: readonly string[],
  seconds: number,
): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT environment_id AS id FROM consumption
    WHERE environment_id = ANY(${ids}::uuid[]) AND counted_at > now() - ${seconds} * interval '1 second'`;
  return new Set(rows.map(({ id }) => id));
}

/** Keeps who uses how much of an environment's quota; the same again only says that it was counted. */
export async function saveConsumption(
  database: Database,
  environmentId: string,
  consumers: readonly Consumer[],
  measured: Measurement,
): Promise<void> {
  await database.$executeRaw`
    INSERT INTO consumption AS c (environment_id, consumers, measured, counted_at)
    VALUES (${environmentId}::uuid, ${JSON.stringify(consumers)}::jsonb, ${measured}, now())
    ON CONFLICT (environment_id) DO UPDATE
    SET consumers = excluded.consumers, measured = excluded.measured, counted_at = excluded.counted_at`;
}
