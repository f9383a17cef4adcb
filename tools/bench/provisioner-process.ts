import { join } from 'node:path';
import { startChild } from '#tools/process/child.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { serviceEnvironment, serviceFlags } from '#tools/process/service-flags.ts';
import { readMetric } from '#tools/test/read-metric.ts';
import { until } from '#tools/test/until.ts';
import { cpuMsOf, memoryOf } from './process-cost.ts';

/** A provisioner as it runs in use: a process of its own with its own identity. */
export interface ProvisionerProcess {
  pid: number;
  /** Milliseconds of processor time so far. */
  cpuMs: () => number;
  memory: () => { nowMb: number; peakMb: number };
  /** The sum of a metric over all its labels that hold this text. */
  metric: (name: string, labels?: string) => Promise<number>;
  /** With SIGTERM it ends in peace; any other signal is its end or its freeze. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts one and waits until it is at work: all kinds listed, rows and cluster compared. */
export async function startProvisioner(
  replica: string,
  dir: string,
  databaseUrl: string,
  kubeconfig: string,
): Promise<ProvisionerProcess> {
  const port = String(await freePort());
  const child = await startChild({
    name: 'provisioner',
    command: process.execPath,
    args: [
      ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? serviceFlags),
      join(projectRoot, 'lib/provisioner/runtime/main.ts'),
    ],
    logFile: join(dir, `${replica}.log`),
    cwd: projectRoot,
    onSpawn: endWithParent,
    env: {
      ...serviceEnvironment,
      ...process.env,
      DATABASE_URL: databaseUrl,
      KUBECONFIG: kubeconfig,
      METRICS_PORT: port,
      BAILIWICK_REPLICA: replica,
    },
  });
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  await until(isReady, { deadlineMs: 120_000, what: 'the provisioner', everyMs: 10 });
  return {
    pid: child.pid,
    cpuMs: () => cpuMsOf(child.pid),
    memory: () => memoryOf(child.pid),
    metric: (name, labels) => readMetric(Number(port), name, labels),
    stop: (signal) => child.stop(signal, 10_000),
  };
}
