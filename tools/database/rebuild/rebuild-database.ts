import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { teamLabel } from '#lib/provisioner/desired/ownership.ts';
import { withClient } from '../with-client.ts';
import { observeCluster } from './observe-cluster.ts';
import { planRebuild, type RebuildPlan } from './plan-rebuild.ts';
import { readKnown } from './read-known.ts';
import { writeRebuild } from './write-rebuild.ts';

/** Where to read, where to write, and whether to. */
export interface RebuildOptions {
  ownerUrl: string;
  kubeconfig: string;
  /** The identity provider whose subjects the bindings name. */
  issuer: string;
  /** Only these teams; all where it is empty. */
  teams: readonly string[];
  /** Without it all is done and taken back. */
  writes: boolean;
}

/** What was, or would be, rebuilt. */
export interface Rebuilt extends RebuildPlan {
  clusterUid: string;
}

const longestCallMs = 60_000;

/**
 * Rebuilds rows from what the cluster carries: of teams, members, classes and environments that the database does not know. In one
 * transaction with its audit event; what is known is left as it is, so another run adds what is missing and nothing else.
 */
export async function rebuildDatabase(options: RebuildOptions): Promise<Rebuilt> {
  const { ownerUrl, kubeconfig, issuer, teams, writes } = options;
  const transport = createTransport(await loadConnection(kubeconfig), 4, longestCallMs);
  const { uid, views: all } = await observeCluster(transport).finally(() => transport.close());
  const isWanted = (team: string | undefined) => teams.length === 0 || teams.includes(team ?? '');
  const views = all.filter(({ namespace }) => isWanted(namespace.metadata.labels?.[teamLabel]));
  return withClient(ownerUrl, async (client) => {
    await client.query('BEGIN');
    // One at a time; the key is only ours.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('bailiwick rebuild'))`);
    const plan = planRebuild(views, await readKnown(client, uid));
    const isNews = plan.environments.length + plan.renewed.length > 0;
    if (isNews) {
      await writeRebuild(client, plan, issuer);
      await client.query(
        `INSERT INTO cluster_identity (version, uid, accepted_by) SELECT 1, $1, 'operator' WHERE NOT EXISTS (SELECT FROM cluster_identity)`,
        [uid],
      );
      await client.query(
        `INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, after)
         VALUES (gen_random_uuid(), 'operator', 'database.rebuild', 'database', $1, 'rows from the cluster', $2)`,
        [uid, JSON.stringify(summary(plan))],
      );
    }
    await client.query(writes ? 'COMMIT' : 'ROLLBACK');
    return { ...plan, clusterUid: uid };
  });
}

function summary({ teams, environments, renewed, leftOut }: RebuildPlan) {
  const nameOf = ({ namespace }: { namespace: { metadata: { name: string } } }) => namespace.metadata.name;
  return {
    teams: teams.filter(({ isKnown }) => !isKnown).map(({ slug }) => slug),
    members: teams.reduce((sum, { members }) => sum + members.length, 0),
    environments: environments.map(({ found }) => nameOf(found)),
    renewed: renewed.map(nameOf),
    leftOut,
  };
}
