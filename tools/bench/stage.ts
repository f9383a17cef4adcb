import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { bootstrapCluster } from '#tools/control-plane/bootstrap.ts';
import { startControlPlane } from '#tools/control-plane/start.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins } from '#tools/database/roles.ts';
import { createDatabase, startDatabase } from '#tools/database/server.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { until } from '#tools/test/until.ts';
import type { Controllers } from './benchmark.ts';
import { cpuMsOf } from './process-cost.ts';
import { type ProvisionerProcess, startProvisioner } from './provisioner-process.ts';

/** A stack of its own for one benchmark: durable as in use, and gone afterwards. */
export interface BenchStage {
  ownerUrl: string;
  webUrl: string;
  provisionerUrl: string;
  notifierUrl: string;
  adminKubeconfig: string;
  /** The provisioner's own identity: calls of other arms pass through the same rules. */
  provisionerKubeconfig: string;
  kubectl: string;
  /** For files of the benchmark; removed at the end. */
  dir: string;
  /** Milliseconds of processor time that PostgreSQL and the control plane have used so far. */
  cpuMs: () => number;
  /** Those of PostgreSQL alone. */
  databaseCpuMs: () => number;
  /** Resolves when the control plane has little to do: controllers go on for a while with what was just made. */
  untilIdle: () => Promise<void>;
  /** Starts a provisioner as a process of its own, for this cluster or another; the stage stops those that are left. */
  startProvisioner: (replica?: string, kubeconfig?: string) => Promise<ProvisionerProcess>;
  stop: () => Promise<void>;
}

// A control plane at rest takes some 5 % of a processor.
async function untilIdle(cpuMs: () => number): Promise<void> {
  const lookMs = 2_000;
  let before = cpuMs();
  const isIdle = () => {
    const now = cpuMs();
    const isIt = now - before < lookMs / 8;
    before = now;
    return isIt;
  };
  await pause(lookMs);
  await until(isIdle, { deadlineMs: 120_000, what: 'the control plane to rest', everyMs: lookMs });
}

const controllerFlags: Record<Controllers, string[]> = {
  local: [],
  raised: ['--kube-api-qps=1000', '--kube-api-burst=2000', '--concurrent-resource-quota-syncs=20'],
  default: ['--kube-api-qps=20', '--kube-api-burst=30', '--concurrent-resource-quota-syncs=5'],
};

/** Starts PostgreSQL and the control plane, with fsync; provisioners are started by the benchmark. */
export async function startStage(
  controllers: Controllers,
  report: (line: string) => void,
): Promise<BenchStage> {
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-bench-'));
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const stops: (() => Promise<void> | void)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const server = await startDatabase({ dir: join(dir, 'database'), onSpawn: endWithParent });
    stops.push(server.stop);
    const ownerUrl = await createDatabase(server.adminUrl, 'bench');
    await migrate(ownerUrl);
    const { webUrl, provisionerUrl, notifierUrl } = await giveLogins(ownerUrl);
    const { binaries } = await resolveBinaries({ report });
    const planeDir = join(dir, 'control-plane');
    const plane = await startControlPlane({
      dir: planeDir,
      binaries,
      controllerFlags: controllerFlags[controllers],
      onSpawn: endWithParent,
    });
    stops.push(plane.stop);
    const access = { adminKubeconfig: plane.kubeconfig, kubectl: binaries.kubectl };
    const { provisionerKubeconfig } = await bootstrapCluster({ ...access, dir: planeDir });
    report('PostgreSQL and the control plane are up');
    const running: ProvisionerProcess[] = [];
    stops.push(async () => {
      await Promise.all(running.map((process) => process.stop()));
    });
    return {
      ...access,
      ownerUrl,
      webUrl,
      provisionerUrl,
      notifierUrl,
      provisionerKubeconfig,
      dir,
      cpuMs: () => [server.pid, ...Object.values(plane.pids)].reduce((sum, pid) => sum + cpuMsOf(pid), 0),
      databaseCpuMs: () => cpuMsOf(server.pid),
      untilIdle: () => untilIdle(() => Object.values(plane.pids).reduce((sum, pid) => sum + cpuMsOf(pid), 0)),
      startProvisioner: async (replica = 'bench', kubeconfig = provisionerKubeconfig) => {
        const process = await startProvisioner(replica, dir, provisionerUrl, kubeconfig);
        running.push(process);
        return process;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
