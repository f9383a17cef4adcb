import assert from 'node:assert/strict';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { findRebuild } from '#lib/data/clusters/rebuild-rows.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { acceptCluster, findCluster } from '#tools/cluster-accept/accept-cluster.ts';
import type { Grounds } from '#tools/faults/world/grounds.ts';
import type { World } from '#tools/faults/world/world.ts';
import { until } from '#tools/test/until.ts';
import { type Step, timed } from './timed.ts';

/**
 * The cluster is lost, and the provisioner is pointed at an empty one: first nothing happens there, and once somebody has said
 * that it takes the place of the other, every environment is made in it.
 */
export async function loseCluster(world: World, empty: Grounds, deadlineMs: number): Promise<Step[]> {
  const steps: Step[] = [];
  for (const replica of world.replicas) await replica.end();
  const transport = createTransport(await loadConnection(empty.adminKubeconfig));
  const web = createDatabase(world.urls.webUrl, 1);
  try {
    const starting = world.startReplica('new-cluster', { KUBECONFIG: empty.provisionerKubeconfig });
    // It waits behind its guard; that it does so for ever would be the end of it below.
    starting.catch(() => undefined);
    await untilRefused(world.database, 'new-cluster');
    assert.equal((await namespacesOf(transport, world)).length, 0, 'namespaces in a cluster nobody accepted');
    const known = await findCluster(world.urls.ownerUrl);
    assert.ok(known);
    const { environments } = known;
    const uid = await uidOf(transport);
    await timed(`${environments} environments made in an empty cluster`, steps, async () => {
      await acceptCluster(world.urls.ownerUrl, known, uid);
      await starting;
      await until(async () => isRebuilt(web), { deadlineMs, what: 'everything to be rebuilt', everyMs: 100 });
    });
    assert.equal((await namespacesOf(transport, world)).length, environments, 'namespaces made anew');
    return steps;
  } finally {
    await web.$disconnect();
    await transport.close();
  }
}

async function untilRefused(database: Database, replica: string): Promise<void> {
  const isRefused = async () => {
    const beat = await database.provisionerHeartbeat.findUnique({ where: { replica } });
    return beat?.unreachableSince != null && beat.message?.includes('This is another cluster');
  };
  await until(isRefused, { deadlineMs: 60_000, what: 'the other cluster to be told' });
}

async function isRebuilt(web: Database): Promise<boolean> {
  const found = await findRebuild(web);
  return found !== null && found.total > 0 && found.rebuilt === found.total && found.lastAt !== null;
}

async function uidOf(transport: Transport): Promise<string> {
  const path = '/api/v1/namespaces/kube-system';
  return ((await transport.call({ method: 'GET', path })) as { metadata: { uid: string } }).metadata.uid;
}

async function namespacesOf(transport: Transport, { people }: World): Promise<string[]> {
  const selector = encodeURIComponent(`bailiwick.dev/team=${people.teamSlug}`);
  const path = `/api/v1/namespaces?labelSelector=${selector}`;
  const { items } = (await transport.call({ method: 'GET', path })) as {
    items: { metadata: { name: string } }[];
  };
  return items.map(({ metadata }) => metadata.name);
}
