import type { Database } from '../client.ts';

/**
 * The UID of the cluster that the environments are in. Where none was written down yet, it is the one that is met: there was
 * no other before. Of two that meet different ones at once, the first holds for both.
 */
export async function recogniseCluster(database: Database, met: string): Promise<string> {
  const known = await newestCluster(database);
  if (known !== null) return known;
  await database.$executeRaw`
    INSERT INTO cluster_identity (version, uid, accepted_by) VALUES (1, ${met}, 'provisioner') ON CONFLICT DO NOTHING`;
  return (await newestCluster(database)) ?? met;
}

async function newestCluster(database: Database): Promise<string | null> {
  const row = await database.clusterIdentity.findFirst({
    orderBy: { version: 'desc' },
    select: { uid: true },
  });
  return row?.uid ?? null;
}
