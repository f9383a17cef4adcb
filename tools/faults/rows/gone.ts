import assert from 'node:assert/strict';
import { isClusterError } from '#lib/k8s/cluster-error.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import { managedKind, managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { compactEtcd } from '../world/compact-etcd.ts';
import { deleteObject } from '../world/edit.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

/** Row 5: what the watches were at is compacted meanwhile; everything is listed anew, and no deletion is missed. */
export const gone: FaultRow = {
  number: 5,
  name: '410 on list or watch (etcd compacted)',
  budgetSeconds: 20,
  ownControlPlane: true,
  run: async (world) => {
    const compacted = await relists(world);
    await behindItsBack(world, async () => isExpired(world, await compactEtcd(world)));
    await untilRelisted(world, compacted);
    await untilAgreed(world, 'the deletions to be undone');
    // The API server itself says it in a line of the watch; a proxy in front of one may say it as the answer.
    const refused = await relists(world);
    await behindItsBack(world, async () => refuseOnce(world));
    await untilRelisted(world, refused);
    world.api.decide(() => ({ kind: 'pass' }));
  },
};

/** How often each managed kind was listed anew. */
function relists({ replicas: [one] }: World): Promise<number[]> {
  assert(one);
  const of = (kind: string) => one.metric('bailiwick_watch_relists_total', `kind="${kind}"`);
  return Promise.all(managedKinds.map(({ kind }) => of(kind)));
}

async function untilRelisted(world: World, before: readonly number[]): Promise<void> {
  const isDone = async () => (await relists(world)).every((count, index) => count > (before[index] ?? 0));
  await until(isDone, { deadlineMs: patienceMs, what: 'everything to be listed anew' });
}

/** While the provisioner hears nothing, objects and a whole namespace are deleted, and then that is forgotten. */
async function behindItsBack(world: World, forget: () => Promise<void>): Promise<void> {
  world.wire.set({ refuse: true });
  world.wire.cut();
  const [first, second] = [await environmentOf(world, 'e0'), await environmentOf(world, 'e1')];
  await deleteObject(world, { kind: 'ResourceQuota', namespace: first.namespace, name: 'bailiwick' });
  await deleteObject(world, { kind: 'NetworkPolicy', namespace: first.namespace, name: 'default-deny' });
  await deleteObject(world, { kind: 'Namespace', namespace: '', name: second.namespace });
  await forget();
  world.wire.set({});
}

async function isExpired(world: World, version: string): Promise<void> {
  const path = `${collectionPath(managedKind('Namespace'))}?resourceVersion=${version}&resourceVersionMatch=Exact`;
  const isRefused = (error: unknown) => isClusterError(error) && error.failure === 'gone';
  await assert.rejects(world.transport.call({ method: 'GET', path }), isRefused);
}

async function refuseOnce(world: World): Promise<void> {
  const told = new Set<string>();
  const body = { kind: 'Status', code: 410, reason: 'Expired', message: 'The version is too old.' };
  world.api.decide(({ path, isWatch }) => {
    const [collection = ''] = path.split('?');
    if (!isWatch || told.has(collection)) return { kind: 'pass' };
    told.add(collection);
    return { kind: 'answer', status: 410, body };
  });
}
