import type { PackReport } from '#lib/domain/policy-pack.ts';
import type { Database } from '../client.ts';

/** Keeps what was found of the admission policies; the same again is written at most every five minutes. */
export async function savePackReport(database: Database, report: PackReport): Promise<void> {
  const text = JSON.stringify(report);
  await database.$executeRaw`
    INSERT INTO policy_pack AS p (id, report, checked_at) VALUES (1, ${text}::jsonb, now())
    ON CONFLICT (id) DO UPDATE SET report = excluded.report, checked_at = excluded.checked_at
    WHERE p.report IS DISTINCT FROM excluded.report OR p.checked_at < now() - interval '5 minutes'`;
}
