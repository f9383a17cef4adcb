import { withClient } from '#tools/database/with-client.ts';
import { failure } from '#tools/process/failure.ts';

/** What is known of the cluster that the environments are in, and how many would be made anew in another one. */
export interface KnownCluster {
  uid: string;
  version: number;
  acceptedAt: Date;
  environments: number;
}

/** Reads it as the owner of the database; null where no provisioner has ever met a cluster. */
export function findCluster(ownerUrl: string): Promise<KnownCluster | null> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<KnownCluster>(`
      SELECT uid, version, accepted_at AS "acceptedAt",
        (SELECT count(*)::int FROM environment WHERE finalized_at IS NULL) AS environments
      FROM cluster_identity ORDER BY version DESC LIMIT 1`);
    return rows[0] ?? null;
  });
}

/**
 * Says that the cluster with that UID takes the place of the one before: provisioners begin to make everything anew there.
 * Fails where another one was accepted since `before` was read.
 */
export function acceptCluster(ownerUrl: string, before: KnownCluster, uid: string): Promise<void> {
  return withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query(
      `WITH accepted AS (
        INSERT INTO cluster_identity (version, uid, accepted_by) VALUES ($1, $2, 'operator') ON CONFLICT DO NOTHING RETURNING version)
      INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, before, after)
      SELECT gen_random_uuid(), 'operator', 'cluster.accept', 'cluster', $2::text, 'cluster v' || version,
        jsonb_build_object('uid', $3::text), jsonb_build_object('uid', $2::text, 'environments', $4::int) FROM accepted`,
      [before.version + 1, uid, before.uid, before.environments],
    );
    if (rowCount !== 1) throw failure('Somebody else has just accepted another cluster. Look again.');
  });
}
