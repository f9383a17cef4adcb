import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { bootstrapCluster } from '#tools/control-plane/bootstrap.ts';
import { startControlPlane } from '#tools/control-plane/start.ts';
import { generateClient } from '#tools/database/generate.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins } from '#tools/database/roles.ts';
import { createDatabase, startDatabase } from '#tools/database/server.ts';
import { startChild } from '#tools/process/child.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { until } from '#tools/test/until.ts';

/** A stack of its own for one benchmark: durable as in use, and gone afterwards. */
export interface BenchStage {
  ownerUrl: string;
  webUrl: string;
  adminKubeconfig: string;
  stop: () => Promise<void>;
}

/** Starts PostgreSQL, the control plane and one provisioner as a process of its own, all with fsync. */
export async function startStage(report: (line: string) => void): Promise<BenchStage> {
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-bench-'));
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const stops: (() => Promise<void> | void)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    await generateClient();
    const server = await startDatabase({ dir: join(dir, 'database') });
    stops.push(server.stop);
    const ownerUrl = await createDatabase(server.adminUrl, 'bench');
    await migrate(ownerUrl);
    const { webUrl, provisionerUrl } = await giveLogins(ownerUrl);
    report('PostgreSQL is up');
    const { binaries } = await resolveBinaries({ report });
    const plane = await startControlPlane({ dir: join(dir, 'control-plane'), binaries });
    stops.push(plane.stop);
    const access = { adminKubeconfig: plane.kubeconfig, kubectl: binaries.kubectl };
    const { provisionerKubeconfig } = await bootstrapCluster({ ...access, dir: join(dir, 'control-plane') });
    report('the control plane is up');
    stops.push(await startProvisioner(dir, provisionerUrl, provisionerKubeconfig));
    report('the provisioner is at work');
    return { ownerUrl, webUrl, adminKubeconfig: plane.kubeconfig, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startProvisioner(
  dir: string,
  databaseUrl: string,
  kubeconfig: string,
): Promise<() => Promise<void>> {
  const port = String(await freePort());
  const child = await startChild({
    name: 'provisioner',
    command: process.execPath,
    args: [join(projectRoot, 'lib/provisioner/runtime/main.ts')],
    logFile: join(dir, 'provisioner.log'),
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: databaseUrl, KUBECONFIG: kubeconfig, METRICS_PORT: port },
  });
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  await until(isReady, { deadlineMs: 60_000, what: 'the provisioner' });
  return () => child.stop();
}
