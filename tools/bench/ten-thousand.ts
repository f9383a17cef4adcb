import { setTimeout as pause } from 'node:timers/promises';
import { loadConnection } from '#lib/k8s/connection.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { until } from '#tools/test/until.ts';
import { type BatchRows, openBatchRows } from './batch.ts';
import type { Benchmark, BenchRun } from './benchmark.ts';
import { multiplyRows } from './multiply-rows.ts';
import type { ProvisionerProcess } from './provisioner-process.ts';
import { type Replay, recordObjects, startReplay } from './replay.ts';
import { replayedCluster } from './replay-server/recording.ts';

interface Sizes {
  teams: number;
  starts: number;
  /** Seconds of watching what a provisioner does that has nothing to do. */
  idleS: number;
  edits: number;
}

const longestMs = 60_000;

/** Ten thousand environments, which an API server of this size would take an hour to make, replayed from one. */
export const tenThousand: Benchmark = {
  name: 'ten-thousand',
  about:
    'P8 with 10,000 environments: one is made on a real API server and recorded, and a small server replays its objects as 10,000 environments, with lists in pages, watches and writes. ' +
    'The rows are multiplied likewise. The provisioner is started anew each time: until the cluster is read, until everything is compared with the rows, and what it writes meanwhile; ' +
    'then its processor time while nothing happens, and how soon an edit of a policy is undone, one at a time.',
  run: async (run) => {
    const sizes =
      run.size === 'quick'
        ? { teams: 2, starts: 1, idleS: 1, edits: 3 }
        : { teams: 1000, starts: 3, idleS: 15, edits: 100 };
    const rows = await openBatchRows(run.stage.ownerUrl);
    let replay: Replay | undefined;
    try {
      replay = await multiply(run, rows, sizes.teams);
      run.report(`${sizes.teams * 10} environments are made up`);
      return await measure(run, rows, replay, sizes);
    } finally {
      await replay?.stop();
      await rows.close();
    }
  },
};

async function multiply({ stage }: BenchRun, rows: BatchRows, teams: number): Promise<Replay> {
  const provisioner = await stage.startProvisioner('template');
  const batch = await rows.approve('tmpl', 1, 1);
  await rows.readyAt(batch);
  const [id = ''] = batch.ids;
  const hasUsage = async () =>
    (await rows.query('SELECT FROM environment_usage WHERE environment_id = $1', [id])).length > 0;
  await until(hasUsage, { deadlineMs: 60_000, what: 'the usage to be written' });
  await provisioner.stop();
  const objects = await recordObjects(stage, batch.namespaces[0] ?? '');
  const copies = await multiplyRows(rows, 'many', teams, { team: 'tmpl0000', slug: 'env0000', id });
  // The template itself lives in the other cluster.
  await rows.query('UPDATE environment SET finalized_at = now() WHERE id = $1', [id]);
  await rows.query("INSERT INTO cluster_identity (version, uid, accepted_by) VALUES (2, $1, 'bench')", [
    replayedCluster,
  ]);
  return startReplay(stage, { ...copies, objects });
}

async function measure({ stage, report }: BenchRun, rows: BatchRows, replay: Replay, sizes: Sizes) {
  const count = sizes.teams * 10;
  const figures = {
    readS: [] as number[],
    comparedS: [] as number[],
    startCpuS: [] as number[],
    peakMb: [] as number[],
    nowMb: [] as number[],
  };
  const before = await writesOf(rows, replay);
  let provisioner: ProvisionerProcess | undefined;
  for (let start = 0; start < sizes.starts; start += 1) {
    await provisioner?.stop();
    const began = performance.now();
    provisioner = await stage.startProvisioner(`start-${start}`, replay.kubeconfig);
    const ready = performance.now();
    const { metric } = provisioner;
    await until(async () => (await metric('bailiwick_comparisons_total')) >= count, {
      deadlineMs: 300_000,
      what: 'everything to be compared',
      everyMs: 50,
    });
    figures.readS.push((ready - began) / 1000);
    figures.comparedS.push((performance.now() - ready) / 1000);
    figures.startCpuS.push(provisioner.cpuMs() / 1000);
    await untilSettled(provisioner, sizes.idleS);
    figures.peakMb.push(provisioner.memory().peakMb);
    figures.nowMb.push(provisioner.memory().nowMb);
    report(`start ${start + 1} of ${sizes.starts}: ${figures.readS.at(-1)} s, ${figures.comparedS.at(-1)} s`);
  }
  const written = (await writesOf(rows, replay)) - before;
  const idle = provisioner
    ? await idleOf(provisioner, stage.databaseCpuMs, sizes.idleS)
    : { own: [], database: [] };
  const healed = await healOnes(replay, sizes.edits);
  return [
    { name: 'start → the cluster is read', unit: 's', values: figures.readS },
    {
      name: 'no-op resync',
      unit: 's',
      values: figures.comparedS,
      goals: [{ at: 'p50' as const, most: 10 }],
    },
    { name: 'processor time until then', unit: 's', values: figures.startCpuS },
    {
      name: 'passes begun and objects written by all of them',
      unit: '',
      values: [written],
      goals: [{ at: 'max' as const, most: 0 }],
    },
    {
      name: 'memory, highest',
      unit: 'MB',
      values: figures.peakMb,
      goals: [{ at: 'max' as const, most: 350 }],
    },
    { name: 'memory, afterwards', unit: 'MB', values: figures.nowMb },
    { name: 'processor time while nothing happens', unit: 'ms a second', values: idle.own },
    { name: 'of PostgreSQL meanwhile', unit: 'ms a second', values: idle.database },
    { name: 'one edit at a time → healed', unit: 'ms', values: healed },
  ];
}

// What it has learnt of all quotas at once is written in the seconds after.
async function untilSettled(provisioner: ProvisionerProcess, idleS: number): Promise<void> {
  let before = provisioner.cpuMs();
  const isQuiet = async () => {
    const now = provisioner.cpuMs();
    const isIt = now - before < 100 * idleS;
    before = now;
    return isIt;
  };
  await until(isQuiet, { deadlineMs: 600_000, what: 'the provisioner to rest', everyMs: 1000 * idleS });
}

async function idleOf(provisioner: ProvisionerProcess, databaseCpuMs: () => number, seconds: number) {
  const [own, database] = [provisioner.cpuMs(), databaseCpuMs()];
  const began = performance.now();
  await pause(seconds * 1000);
  const passed = (performance.now() - began) / 1000;
  return {
    own: [(provisioner.cpuMs() - own) / passed],
    database: [(databaseCpuMs() - database) / passed],
  };
}

/** Passes that were begun, what they told, and objects written to the replay. */
async function writesOf(rows: BatchRows, replay: Replay): Promise<number> {
  const [found] = await rows.query<{ written: number }>(
    `SELECT ((SELECT sum(fence) FROM environment_status) + (SELECT count(*) FROM drift_event) + (SELECT count(*) FROM audit_event))::int AS written`,
  );
  return (found?.written ?? Number.NaN) + (await replay.writes());
}

function isOpen({ spec }: ObservedObject): boolean {
  return ((spec as { ingress?: unknown[] }).ingress ?? []).length > 0;
}

/** Edits of a policy by hand, each in another environment: milliseconds until a watch sees it closed again. */
async function healOnes(replay: Replay, edits: number): Promise<number[]> {
  const transport = createTransport(await loadConnection(replay.kubeconfig));
  const kind = managedKind('NetworkPolicy');
  const ended = new AbortController();
  const first = (await transport.call({ method: 'GET', path: `${collectionPath(kind)}?limit=1` })) as {
    metadata: { resourceVersion: string };
  };
  const waiting = new Map<string, (object: ObservedObject) => void>();
  const watch = transport.watch(
    `${collectionPath(kind)}?watch=1&timeoutSeconds=3600&resourceVersion=${first.metadata.resourceVersion}`,
    (line) => {
      const { object } = JSON.parse(line) as { object: ObservedObject };
      waiting.get(object.metadata.namespace ?? '')?.(object);
    },
    ended.signal,
  );
  const took: number[] = [];
  for (let edit = 0; edit < edits; edit += 1) {
    const namespace = `many${String(Math.floor(edit / 10)).padStart(4, '0')}-env${String(edit % 10).padStart(4, '0')}`;
    const path = `${collectionPath(kind, namespace)}/default-deny`;
    const object = (await transport.call({ method: 'GET', path })) as ObservedObject;
    const healed = new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`The policy of ${namespace} was not healed.`));
      const timer = setTimeout(late, longestMs);
      waiting.set(namespace, (seen) => {
        if (isOpen(seen)) return;
        clearTimeout(timer);
        resolve();
      });
    });
    const spec = { ...(object.spec as object), ingress: [{}] };
    await transport.call({ method: 'PUT', path, body: { ...object, spec } });
    const began = performance.now();
    await Promise.race([healed, watch]);
    took.push(performance.now() - began);
  }
  ended.abort();
  await watch.catch(() => undefined);
  await transport.close();
  return took;
}
