import { createDatabase, openDatabase } from '#lib/data/client.ts';
import { listen } from '#lib/data/listen.ts';
import { type Condition, findCondition } from '#lib/domain/condition.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { decideRequest } from '#lib/services/request/decide-request.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import { type BareCalls, openBareCalls } from './bare-calls.ts';
import type { Benchmark } from './benchmark.ts';
import { addPeople, type BenchPeople } from './people.ts';
import type { BenchStage } from './stage.ts';

const warmUp = 5;

/** One request after the other: from the approver's click in the services to Ready, beside the bare calls in turn. */
export const approveToReady: Benchmark = {
  name: 'approve-to-ready',
  about:
    'P2: one approval after the other on an idle platform, from the call of the service that the button calls to the moment at which the status row says Ready; ' +
    'the same objects in turn as bare calls of a connection pool, namespace first, quota status included.',
  known:
    'Known of such a machine (issue 5), not measured here: the bare calls p50 17 ms, with quota status 19 ms.',
  run: async ({ stage, size }) => {
    await stage.startProvisioner();
    const rounds = await measure(stage, size === 'quick' ? 3 : 100);
    const times = rounds.ready.map((took, index) => took / (rounds.bare[index] ?? Number.NaN));
    return [
      {
        name: 'approve → Ready',
        unit: 'ms',
        values: rounds.ready,
        goals: [
          { at: 'p50', most: 50 },
          { at: 'p99', most: 200 },
        ],
      },
      { name: 'of it: the approval', unit: 'ms', values: rounds.approve },
      { name: 'bare API calls', unit: 'ms', values: rounds.bare },
      { name: 'approve → Ready ÷ bare API calls', unit: '×', values: times, goals: [{ at: 'p50', most: 3 }] },
    ];
  },
};

async function measure(stage: BenchStage, count: number) {
  const bare = await openBareCalls(stage.adminKubeconfig);
  const owner = createDatabase(stage.ownerUrl, 2);
  const web = openDatabase(stage.webUrl);
  const watcher = await watchReady(stage);
  const rounds = { ready: [] as number[], approve: [] as number[], bare: [] as number[] };
  try {
    const people = await addPeople(owner);
    for (let index = -warmUp; index < count; index += 1) {
      const name = `e${String(index + warmUp).padStart(3, '0')}`;
      const objects = renderFor(people, name, 'bench');
      const twins = renderFor(people, name, 'floor');
      const measured = await oneRound(people, name, watcher);
      const floor = await bare.write(twins);
      await verify(bare, objects);
      if (index < 0) continue;
      rounds.ready.push(measured.ready);
      rounds.approve.push(measured.approve);
      rounds.bare.push(floor);
    }
    return rounds;
  } finally {
    await watcher.stop();
    await Promise.all([bare.close(), owner.$disconnect(), web.$disconnect()]);
  }
}

interface ReadyWatcher {
  /** Resolves with the moment at which the status row of that namespace said Ready. */
  readyAt: (namespace: string) => Promise<number>;
  stop: () => Promise<void>;
}

/** Learns of Ready as the web server does: by the status row's notification, then by reading the row. */
async function watchReady(stage: BenchStage): Promise<ReadyWatcher> {
  const database = createDatabase(stage.webUrl, 2);
  const waiting = new Map<string, (at: number) => void>();
  const look = async () => {
    for (const [namespace, resolve] of waiting) {
      const row = await database.environment.findFirst({
        where: { namespace, finalizedAt: null },
        select: { generation: true, status: { select: { conditions: true, observedGeneration: true } } },
      });
      const conditions = (row?.status?.conditions ?? []) as unknown as Condition[];
      const isReady = findCondition(conditions, 'Ready')?.status === 'True';
      if (!isReady || row?.status?.observedGeneration !== row?.generation) continue;
      waiting.delete(namespace);
      resolve(performance.now());
    }
  };
  const connected = Promise.withResolvers<void>();
  const hints = listen(stage.webUrl, 'bailiwick_change', () => void look(), connected.resolve);
  await connected.promise;
  return {
    readyAt: (namespace) => new Promise((resolve) => waiting.set(namespace, resolve)),
    stop: async () => {
      await hints.stop();
      await database.$disconnect();
    },
  };
}

async function oneRound(people: BenchPeople, name: string, watcher: ReadyWatcher) {
  const { requester, approver, team, quota, classSlug } = people;
  const { number, version } = await submitRequest(requester, {
    type: 'create-environment',
    team,
    environment: null,
    payload: { slug: name, classSlug, classVersion: 1, quota, lifetimeDays: null },
    reason: 'To measure.',
  });
  const ready = watcher.readyAt(`${team}-${name}`);
  const began = performance.now();
  await decideRequest(approver, { number, version, verdict: 'approved', reason: '' });
  const approve = performance.now() - began;
  return { approve, ready: (await ready) - began };
}

function renderFor(people: BenchPeople, name: string, team: string) {
  const shipped = shippedClasses.find(({ slug }) => slug === people.classSlug);
  if (!shipped) throw new Error('The class is missing.');
  return renderEnvironment({
    id: '00000000-0000-0000-0000-000000000000',
    team: { slug: team, name: 'Bench' },
    slug: name,
    namespace: `${team}-${name}`,
    className: people.classSlug,
    classVersion: 1,
    classSpec: shipped.spec,
    quota: people.quota,
    members: [{ subject: 'rita', role: 'owner' }],
    approvedBy: 'amir',
    platform: defaultPlatform,
  });
}

/** Ready must be true in the cluster too: every object is there, and the quota is enforced. */
async function verify(bare: BareCalls, objects: ReturnType<typeof renderFor>): Promise<void> {
  const found = (await bare.read(objects)) as {
    kind?: string;
    spec?: { hard?: object };
    status?: { hard?: object };
  }[];
  const quota = found.find((_, index) => objects[index]?.kind === 'ResourceQuota');
  if (JSON.stringify(quota?.status?.hard) !== JSON.stringify(quota?.spec?.hard))
    throw new Error('Ready was said of a quota that is not enforced.');
}
