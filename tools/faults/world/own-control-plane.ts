import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { bootstrapCluster } from '#tools/control-plane/bootstrap.ts';
import { type ControlPlane, startControlPlane } from '#tools/control-plane/start.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import type { Grounds } from './grounds.ts';

let last: Promise<unknown> = Promise.resolve();
let running: Promise<Started> | null = null;

interface Started {
  grounds: Omit<Grounds, 'databaseAdminUrl'> & { controlPlane: ControlPlane };
  stop: () => Promise<void>;
}

/** Lends the control plane that may be killed and frozen, to one row at a time; it is started when it is wanted. */
export function withOwnControlPlane<T>(
  grounds: Grounds,
  work: (own: Grounds) => Promise<T>,
  isSpent = false,
): Promise<T> {
  const turn = last.then(async () => {
    running ??= start();
    const { grounds: own } = await running.catch((error: unknown) => {
      // The next row tries again.
      running = null;
      throw error;
    });
    try {
      return await work({ ...grounds, ...own });
    } finally {
      if (isSpent) await stopOwnControlPlane();
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

/** Ends it, if it was ever started. */
export async function stopOwnControlPlane(): Promise<void> {
  const started = await running?.catch(() => null);
  running = null;
  await started?.stop();
}

async function start(): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-own-plane-'));
  const { binaries } = await resolveBinaries({ report: () => undefined });
  const options = { dir, binaries, disposable: true, onSpawn: endWithParent };
  const controlPlane = await startControlPlane(options);
  const stop = async () => {
    await controlPlane.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const access = { adminKubeconfig: controlPlane.kubeconfig, kubectl: binaries.kubectl, dir };
    const { provisionerKubeconfig } = await bootstrapCluster(access);
    const { kubeconfig: adminKubeconfig } = controlPlane;
    return { grounds: { adminKubeconfig, provisionerKubeconfig, controlPlane }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
