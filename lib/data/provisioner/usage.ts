import { parseQuantity, quantityToDecimal } from '#lib/domain/quantity.ts';
import type { Database } from '../client.ts';

/** Quota status of one environment: key → canonical quantities. */
export type Usage = Record<string, { used: string; hard: string }>;

/** Shows the usage as it is now. */
export async function saveUsage(database: Database, environmentId: string, usage: Usage): Promise<void> {
  await database.$executeRaw`
    UPDATE environment_status SET usage = ${JSON.stringify(usage)}::jsonb, usage_at = now() WHERE environment_id = ${environmentId}::uuid`;
}

/** Adds one history row a key, at most one a minute whoever calls. */
export async function addUsageSamples(
  database: Database,
  environmentId: string,
  usage: Usage,
): Promise<void> {
  const keys = Object.keys(usage);
  const column = (side: 'used' | 'hard') =>
    keys.map((key) => quantityToDecimal(parseQuantity(usage[key]?.[side] ?? '0')));
  await database.$executeRaw`
    INSERT INTO usage_sample (environment_id, key, at, used, hard)
    SELECT ${environmentId}::uuid, key, date_trunc('minute', now()), used, hard
    FROM unnest(${keys}::text[], ${column('used')}::numeric[], ${column('hard')}::numeric[]) AS sample (key, used, hard)
    ON CONFLICT DO NOTHING`;
}

/** Drops history past its time. */
export async function deleteOldSamples(database: Database, days: number): Promise<void> {
  await database.$executeRaw`DELETE FROM usage_sample WHERE at < now() - ${days} * interval '1 day'`;
}
