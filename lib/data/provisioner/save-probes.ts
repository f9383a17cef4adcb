import type { Database } from '../client.ts';

/** Adds probes of the cluster to the stretch of now, and drops what is older than any page looks back. */
export async function saveProbes(
  database: Database,
  { answered, failed }: { answered: number; failed: number },
): Promise<void> {
  await database.$executeRaw`
    WITH dropped AS (DELETE FROM cluster_probe WHERE at < now() - interval '31 days')
    INSERT INTO cluster_probe AS p (at, answered, failed)
    VALUES (date_bin('5 minutes', now(), 'epoch'), ${answered}, ${failed})
    ON CONFLICT (at) DO UPDATE SET answered = p.answered + excluded.answered, failed = p.failed + excluded.failed`;
}
