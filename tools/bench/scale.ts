import { findActor } from '#lib/data/actors/find-actor.ts';
import { openDatabase } from '#lib/data/client.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { search } from '#lib/services/search/search.ts';
import { createRandom } from '#tools/chaos/random.ts';
import { until } from '#tools/test/until.ts';
import { type BatchRows, openBatchRows } from './batch.ts';
import type { Benchmark, BenchRun } from './benchmark.ts';
import { snapshotOf } from './snapshot.ts';
import { verifyEnvironments } from './verify-environments.ts';

/** Thousands of environments on a real API server. */
export const scale: Benchmark = {
  name: 'scale',
  about:
    'P8 and R7 with 2,000 environments on a real API server; the goals are those for 10,000, which would take longer to make than all other benchmarks together. Pages of the list of environments and ' +
    'searches as an admin, through the services and against the database; and the provisioner started anew three times, which reads the cluster, compares everything with the rows, and writes ' +
    'nothing: neither an object nor a row, heartbeats and the history of usage apart, is of another version afterwards.',
  controllers: 'raised',
  run: async (run) => {
    const { stage, report, size } = run;
    const [teams, asked] = size === 'quick' ? [3, 5] : [200, 200];
    const rows = await openBatchRows(stage.ownerUrl);
    try {
      const first = await stage.startProvisioner('first');
      const batch = await rows.approve('scale', teams, 10);
      const filledS = ((await rows.readyAt(batch)) - batch.approvedAt) / 1000;
      report(`${batch.ids.length} environments are Ready after ${Math.round(filledS)} s`);
      const objects = await verifyEnvironments(stage, batch.ids);
      await untilSettled(run, rows);
      await first.stop();
      const reads = await readAsAdmin(run, rows, teams, asked);
      report('pages and searches are read');
      const resync = await resyncOf(run, rows, batch.ids.length);
      return [
        { name: `${batch.ids.length} environments → Ready`, unit: 's', values: [filledS] },
        { name: 'objects of them', unit: '', values: [objects] },
        { name: 'a page of the list', unit: 'ms', values: reads.lists, goals: [{ at: 'p95', most: 150 }] },
        { name: 'a search', unit: 'ms', values: reads.searches, goals: [{ at: 'p95', most: 150 }] },
        { name: 'start → the cluster is read', unit: 's', values: resync.readS },
        { name: 'no-op resync', unit: 's', values: resync.comparedS, goals: [{ at: 'p50', most: 10 }] },
        {
          name: 'objects and rows written by all of them',
          unit: '',
          values: resync.written,
          goals: [{ at: 'max', most: 0 }],
        },
        { name: 'memory, highest', unit: 'MB', values: resync.peakMb, goals: [{ at: 'max', most: 350 }] },
      ];
    } finally {
      await rows.close();
    }
  },
};

async function readAsAdmin({ stage }: BenchRun, rows: BatchRows, teams: number, count: number) {
  const [admin] = await rows.query<{ id: string }>(
    `UPDATE "user" SET site_role = 'admin' WHERE name = 'amir' RETURNING id`,
  );
  const database = openDatabase(stage.webUrl);
  const found = await findActor(admin?.id ?? '');
  if (found === null) throw new Error('The admin of the benchmark is missing.');
  const actor = { ...found, requestId: 'bench' };
  const random = createRandom(1);
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const text = () => `scale${String(random.below(teams)).padStart(4, '0')}`;
  const lists: number[] = [];
  const searches: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const page = {
      page: 1 + random.below(Math.max(1, teams / 10)),
      sort: random.pick(['namespace', 'created'] as const),
    };
    const filter = random.pick([page, { q: text() }, { state: 'ready' as const }, { team: text() }]);
    lists.push(await timed(() => listEnvironments(actor, filter)));
    searches.push(await timed(() => search(actor, { q: text() })));
  }
  await database.$disconnect();
  return { lists, searches };
}

// What is used changes for a while yet: controllers put their own objects into new namespaces, and count them.
async function untilSettled({ stage }: BenchRun, rows: BatchRows): Promise<void> {
  let before = '';
  const isSettled = async () => {
    const now = JSON.stringify([...(await snapshotOf(stage, rows))].sort());
    const isSame = now === before;
    before = now;
    return isSame;
  };
  await until(isSettled, { deadlineMs: 300_000, everyMs: 20_000, what: 'nothing to be written any more' });
}

async function resyncOf({ stage, size, report }: BenchRun, rows: BatchRows, environments: number) {
  const figures = { readS: [] as number[], comparedS: [] as number[], peakMb: [] as number[] };
  const before = await snapshotOf(stage, rows);
  for (let round = 0; round < (size === 'quick' ? 1 : 3); round += 1) {
    const began = performance.now();
    const provisioner = await stage.startProvisioner(`resync-${round}`);
    const ready = performance.now();
    const looked = () => provisioner.metric('bailiwick_comparisons_total');
    await until(async () => (await looked()) >= environments, {
      deadlineMs: 300_000,
      what: 'everything to be compared',
      everyMs: 50,
    });
    figures.readS.push((ready - began) / 1000);
    figures.comparedS.push((performance.now() - ready) / 1000);
    figures.peakMb.push(provisioner.memory().peakMb);
    await provisioner.stop();
    report(`resync ${round + 1}: ${figures.comparedS.at(-1)} s`);
  }
  const after = await snapshotOf(stage, rows);
  const written = [...after].filter(([key, version]) => before.get(key) !== version).length;
  return { ...figures, written: [written] };
}
