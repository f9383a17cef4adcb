import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { type Cell, foreignCells, ownCells, unexpectedAnswers } from './access-matrix.ts';
import { type AccessWorld, createAccessWorld } from './access-world.ts';
import { type DiscoveredResource, discoverResources } from './discover-resources.ts';

let admin: Transport;
let provisioner: Transport;
let world: AccessWorld;
let resources: DiscoveredResource[];

beforeAll(async () => {
  const { adminKubeconfig, provisionerKubeconfig } = testCluster();
  admin = createTransport(await loadConnection(adminKubeconfig), 32);
  provisioner = createTransport(await loadConnection(provisionerKubeconfig));
  world = await createAccessWorld(provisioner);
  resources = await discoverResources(admin);
  await untilBound();
});
afterAll(async () => {
  await world?.end();
  await Promise.all([admin?.close(), provisioner?.close()]);
});

const asked = { reviews: 0, unexpected: 0, seconds: 0 };
afterAll(() => {
  recordFigure('access reviews run', `${asked.reviews} in ${asked.seconds.toFixed(1)} s`);
  recordFigure('unexpected', asked.unexpected);
});

test.each([
  ['in his own namespace exactly what his class promises', ownQuestions],
  ['in other namespaces and in the cluster nothing that is not meant', foreignQuestions],
])('everybody may do %s', async (_what, cellsOf) => {
  const cells = cellsOf();
  const began = performance.now();
  const unexpected = await unexpectedAnswers(admin, cells);
  asked.reviews += cells.length;
  asked.unexpected += unexpected.length;
  asked.seconds += (performance.now() - began) / 1000;
  expect(unexpected).toEqual([]);
  expect(cells.length).toBeGreaterThan(5000);
});

function ownQuestions(): Cell[] {
  return world.subjects.flatMap((subject) => ownCells(subject, resources));
}

// Asked once for each set of rights: whoever is bound alike gets the same answers outside of his namespace.
function foreignQuestions(): Cell[] {
  const alike = new Map(world.subjects.map((subject) => [subject.rights.join(), subject]));
  return [...alike.values()].flatMap((subject) => foreignCells(subject, resources, world.foreignNamespace));
}

// Bindings reach the authorizer through a watch of its own, a moment after they were written.
async function untilBound(): Promise<void> {
  const granted = ownQuestions().filter(({ expected }) => expected);
  await until(
    async () => {
      const missing = await unexpectedAnswers(admin, granted);
      if (missing.length > 0) throw new Error(missing.join(', '));
      return true;
    },
    { deadlineMs: 30_000, what: 'the bindings to take effect' },
  );
}

const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/bailiwick-viewer';
interface ClusterRole {
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

test.each<[string, (role: ClusterRole) => void, string]>([
  [
    'widened',
    ({ rules }) => rules.push({ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }),
    'viewer in prod may create pods/exec in NAMESPACE',
  ],
  [
    'narrowed',
    ({ rules }) => rules.splice(0, rules.length, ...rules.filter((r) => !r.resources.includes('pods/log'))),
    'viewer in prod may not get pods/log in NAMESPACE',
  ],
])('the matrix finds a role that was %s', async (_how, change, finding) => {
  const viewer = world.subjects.find(({ title }) => title === 'viewer in prod') ?? expect.fail();
  const cells = ownCells(viewer, resources);
  const line = finding.replace('NAMESPACE', viewer.namespace);
  const before = (await admin.call({ method: 'GET', path })) as ClusterRole;
  const write = async (rules: ClusterRole['rules']) => {
    await admin.call({
      method: 'PATCH',
      path,
      body: { rules },
      contentType: 'application/merge-patch+json',
    });
  };
  const untilFound = (lines: (found: string[]) => boolean) =>
    until(async () => lines(await unexpectedAnswers(admin, cells)) || null, {
      deadlineMs: 20_000,
      what: `the authorizer to know of “${line}”`,
    });
  const changed = structuredClone(before);
  change(changed);
  try {
    await write(changed.rules);
    await expect(untilFound((found) => found.includes(line))).resolves.toBe(true);
  } finally {
    await write(before.rules);
    await untilFound((found) => found.length === 0);
  }
});
