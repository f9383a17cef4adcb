import { parseQuantity, quantityToDecimal } from '#lib/domain/quantity.ts';
import type { Database } from '../client.ts';

/** Quota status of one environment: key → canonical quantities. */
export type Usage = Record<string, { used: string; hard: string }>;

/** Shows usages as they are now, by environment; what is shown already is not written again. */
export async function saveUsages(database: Database, usages: ReadonlyMap<string, Usage>): Promise<void> {
  const rows = [...usages].map(([id, usage]) => ({ id, usage }));
  await database.$executeRaw`
    UPDATE environment_status s SET usage = u.usage, usage_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS u (id uuid, usage jsonb)
    WHERE s.environment_id = u.id AND s.usage <> u.usage`;
  await database.$executeRaw`
    WITH now AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(linesOf(usages))}::jsonb) AS l (id uuid, key text, used numeric, hard numeric)),
    gone AS (
      DELETE FROM environment_usage u WHERE environment_id = ANY(${[...usages.keys()]}::uuid[])
        AND NOT EXISTS (SELECT FROM now WHERE (now.id, now.key) = (u.environment_id, u.key)))
    INSERT INTO environment_usage AS u (environment_id, key, used, hard) SELECT id, key, used, hard FROM now
    ON CONFLICT (environment_id, key) DO UPDATE SET used = excluded.used, hard = excluded.hard
    WHERE (u.used, u.hard) <> (excluded.used, excluded.hard)`;
}

/** Adds one history row a key for each environment, at most one in 15 seconds whoever calls: the last of them stays. */
export async function addUsageSamples(database: Database, usages: ReadonlyMap<string, Usage>): Promise<void> {
  await database.$executeRaw`
    INSERT INTO usage_sample (environment_id, key, at, used, hard)
    SELECT id, key, date_bin('15 seconds', now(), 'epoch'::timestamptz), used, hard
    FROM jsonb_to_recordset(${JSON.stringify(linesOf(usages))}::jsonb) AS sample (id uuid, key text, used numeric, hard numeric)
    ON CONFLICT (environment_id, key, at) DO UPDATE SET used = excluded.used, hard = excluded.hard`;
}

function linesOf(usages: ReadonlyMap<string, Usage>) {
  return [...usages].flatMap(([id, usage]) =>
    Object.entries(usage).map(([key, { used, hard }]) => ({
      id,
      key,
      used: quantityToDecimal(parseQuantity(used)),
      hard: quantityToDecimal(parseQuantity(hard)),
    })),
  );
}
