import assert from 'node:assert/strict';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { type ManagedKind, managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { removeMember } from '#lib/services/team/remove-member.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { asWeb } from '../world/as-web.ts';
import { viewNamespace } from '../world/cluster-view.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

const environments = ({ realTimes }: World) => (realTimes ? 50 : 5);
// Namespaces go another way, and ServiceAccounts come back by the controller manager as well.
const spared = ['Namespace', 'ServiceAccount'];

/** Row 23: rows and cluster both change while nobody works; a full comparison at the start finds all of it. */
export const changedWhileStopped: FaultRow = {
  number: 23,
  name: 'changes on both sides while stopped',
  budgetSeconds: 10,
  environments,
  run: async (world) => {
    await world.replicas[0]?.end();
    await changeRows(world);
    for (let count = 0; count < environments(world); count += 1) await changeCluster(world, `e${count}`);
    await world.startReplica('next');
  },
};

async function changeRows(world: World): Promise<void> {
  const { people, urls } = world;
  await people.resize('e0', 31);
  await people.approve('fresh');
  await people.remove('e1');
  await world.database.environment.updateMany({
    where: { slug: 'e1' },
    data: { deleteAfter: new Date(0) },
  });
  const leaver = { team: people.teamSlug, userId: people.ids.developer };
  await asWeb(urls.webUrl, async () => removeMember(await people.as('owner'), leaver));
}

/** One object goes, another is changed, and one of a managed kind comes that nobody wants. */
async function changeCluster(world: World, slug: string): Promise<void> {
  const name = `${world.people.teamSlug}-${slug}`;
  const { objects } = await viewNamespace(world.transport, name);
  const all = [...objects]
    .filter(([kind]) => !spared.includes(kind))
    .flatMap(([kind, found]) => found.map((object) => ({ kind: managedKind(kind), object })));
  assert(all.length > 2, `${name} has ${all.length} objects only`);
  const lost = world.random.pick(all);
  await insist(() => world.admin.remove(lost.kind, lost.object.metadata, lost.object.metadata.uid));
  const changed = world.random.pick(all.filter((one) => one !== lost));
  await insist(() => label(world, changed.kind, changed.object));
  const wayIn: Manifest = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-all', namespace: name },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
  };
  await world.admin.create(managedKind('NetworkPolicy'), wayIn);
}

// The quota controller writes at the same time, and a conflict asks to try again.
async function insist(change: () => Promise<unknown>): Promise<void> {
  const isDone = () => change().then(() => true);
  await until(isDone, { deadlineMs: patienceMs, what: 'the change to be accepted' });
}

// The labels of ownership belong to what is compared, of every kind.
async function label(world: World, kind: ManagedKind, { metadata }: ObservedObject): Promise<void> {
  const [key = ''] = Object.keys(metadata.labels ?? {}).filter((each) => each.startsWith('bailiwick.dev/'));
  const root = kind.apiVersion === 'v1' ? '/api/v1' : `/apis/${kind.apiVersion}`;
  await world.transport.call({
    method: 'PATCH',
    path: `${root}/namespaces/${metadata.namespace}/${kind.plural}/${metadata.name}?fieldManager=kubectl-edit`,
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels: { [key]: 'changed' } } },
  });
}
