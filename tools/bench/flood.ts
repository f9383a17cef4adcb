import { cpuTime } from './arm.ts';
import { type BatchRows, nameOf, openBatchRows, renderTwin } from './batch.ts';
import type { Benchmark, BenchRun, Series } from './benchmark.ts';
import { kubectlApply } from './kubectl-apply.ts';
import { openRawFlood, type RawFlood, type WriteOrder } from './raw-flood.ts';
import { verifyEnvironments } from './verify-environments.ts';

interface Sizes {
  rounds: number;
  environments: number;
  /** Fewer, for it is slow; more than a client that limits itself would let through in a burst. */
  kubectl: number;
}

const about =
  'P1: 1,000 environments approved in one transaction, until all of them are Ready and the cluster, read anew, has exactly what the rows desire. ' +
  'The arms take turns in one run, each with namespaces of its own: *raw* sends the same objects by POST through a bare undici Pool, with the ' +
  "provisioner's identity and behind the same admission policies, the namespace before the rest; *safe* does so in the order in which nobody has access before " +
  'the quota is enforced, as the provisioner must; *kubectl* applies them with `--server-side`; *ours* is one provisioner process. Every arm ends when all quotas have ' +
  'their status; the processor time is counted until the controllers have done what they owe to the new namespaces.';
const known =
  'Known of such a machine (issue 5), not measured here: a flood of 990 objects/s by POST and 824 by apply, kubectl 48 objects/s.';

/** Approved rows → verified Ready, with the limits of the controller manager raised for all arms. */
export const flood: Benchmark = {
  name: 'flood',
  about,
  known,
  controllers: 'raised',
  run: (run) =>
    measure(
      run,
      run.size === 'quick'
        ? { rounds: 1, environments: 10, kubectl: 2 }
        : { rounds: 3, environments: 1000, kubectl: 300 },
      true,
    ),
};

/** The same with the controller manager as Kubernetes ships it: the quota status then comes at 20 a second. */
export const floodDefault: Benchmark = {
  name: 'flood-default-controllers',
  about:
    'P1 once more, with the controller manager as Kubernetes ships it (20 calls a second, burst 30). The provisioner writes the first status of a quota itself; the raw arm waits for the quota controller.',
  controllers: 'default',
  run: (run) =>
    measure(
      run,
      run.size === 'quick'
        ? { rounds: 1, environments: 10, kubectl: 0 }
        : { rounds: 1, environments: 1000, kubectl: 0 },
      false,
    ),
};

async function measure(run: BenchRun, sizes: Sizes, hasGoals: boolean): Promise<Series[]> {
  const { stage, report } = run;
  const rows = await openBatchRows(stage.ownerUrl);
  const raw = await openRawFlood(stage.provisionerKubeconfig);
  const rates = {
    raw: [] as number[],
    safe: [] as number[],
    kubectl: [] as number[],
    ours: [] as number[],
  };
  const cpu = {
    raw: [] as number[],
    safe: [] as number[],
    ours: [] as number[],
    provisioner: [] as number[],
    database: [] as number[],
  };
  try {
    await raw.write(twins('warm', 5), 'safe');
    for (let round = 0; round < sizes.rounds; round += 1) {
      const arms = [
        async () => {
          const figures = await rawRate(run, raw, twins(`raw${round}x`, sizes.environments), 'fastest');
          rates.raw.push(figures.rate);
          cpu.raw.push(figures.cpuMs);
        },
        async () => {
          const figures = await rawRate(run, raw, twins(`safe${round}x`, sizes.environments), 'safe');
          rates.safe.push(figures.rate);
          cpu.safe.push(figures.cpuMs);
        },
        async () => {
          const figures = await ourRate(run, rows, `our${round}x`, sizes.environments);
          rates.ours.push(figures.rate);
          cpu.ours.push(figures.cpuMs);
          cpu.provisioner.push(figures.provisionerMs);
          cpu.database.push(figures.databaseMs);
        },
      ];
      // Whoever comes second finds a larger database, so they take turns at that, too.
      for (const arm of round % 2 === 0 ? arms : arms.reverse()) await arm();
      if (sizes.kubectl > 0)
        rates.kubectl.push(await kubectlApply(stage, twins(`ctl${round}x`, sizes.kubectl)));
      report(`round ${round + 1} of ${sizes.rounds}: ${JSON.stringify(rates)}`);
    }
  } finally {
    await raw.close();
    await rows.close();
  }
  const ratio = (arm: readonly number[]) =>
    rates.ours.map((rate, index) => rate / (arm[index] ?? Number.NaN));
  const goal = (least: number) => (hasGoals ? { goals: [{ at: 'p50', least } as const] } : {});
  return [
    { name: 'raw flood', unit: 'objects/s', values: rates.raw },
    { name: 'raw flood in the safe order', unit: 'objects/s', values: rates.safe },
    { name: 'ours', unit: 'objects/s', values: rates.ours },
    { name: 'ours ÷ raw', unit: '×', values: ratio(rates.raw), ...goal(0.8) },
    { name: 'ours ÷ raw in the safe order', unit: '×', values: ratio(rates.safe) },
    ...(sizes.kubectl > 0
      ? [
          { name: 'kubectl apply --server-side', unit: 'objects/s', values: rates.kubectl },
          { name: 'ours ÷ kubectl', unit: '×', values: ratio(rates.kubectl), ...goal(12) },
        ]
      : []),
    { name: 'processor time, raw, all processes', unit: 'ms an environment', values: cpu.raw },
    { name: 'processor time, safe, all processes', unit: 'ms an environment', values: cpu.safe },
    { name: 'processor time, ours, all processes', unit: 'ms an environment', values: cpu.ours },
    { name: 'of it: the provisioner', unit: 'ms an environment', values: cpu.provisioner },
    { name: 'of it: PostgreSQL', unit: 'ms an environment', values: cpu.database },
  ];
}

function twins(prefix: string, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const { team, slug } = nameOf(prefix, index, 10);
    return renderTwin(team, slug);
  });
}

async function rawRate(
  { stage }: BenchRun,
  raw: RawFlood,
  environments: ReturnType<typeof twins>,
  order: WriteOrder,
) {
  const before = stage.cpuMs() + cpuTime();
  const tookMs = await raw.write(environments, order);
  await stage.untilIdle();
  const cpuMs = (stage.cpuMs() + cpuTime() - before) / environments.length;
  return { rate: environments.flat().length / (tookMs / 1000), cpuMs };
}

// Started anew for each round, so that it neither follows the other arms' writes while they run nor keeps what it learnt.
async function ourRate({ stage }: BenchRun, rows: BatchRows, prefix: string, count: number) {
  const provisioner = await stage.startProvisioner(prefix);
  const [before, ownBefore, databaseBefore] = [stage.cpuMs(), provisioner.cpuMs(), stage.databaseCpuMs()];
  const batch = await rows.approve(prefix, count / 10, 10);
  const tookMs = (await rows.readyAt(batch)) - batch.approvedAt;
  await stage.untilIdle();
  const provisionerMs = (provisioner.cpuMs() - ownBefore) / count;
  const databaseMs = (stage.databaseCpuMs() - databaseBefore) / count;
  const cpuMs = (stage.cpuMs() - before) / count + provisionerMs;
  const objects = await verifyEnvironments(stage, batch.ids);
  await provisioner.stop();
  return { rate: objects / (tookMs / 1000), cpuMs, provisionerMs, databaseMs };
}
