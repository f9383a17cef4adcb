import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { bootstrapCluster } from '#tools/control-plane/bootstrap.ts';
import { startControlPlane } from '#tools/control-plane/start.ts';
import { generateClient } from '#tools/database/generate.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins } from '#tools/database/roles.ts';
import { createDatabase, startDatabase } from '#tools/database/server.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { endRecorded, livingOwner, openLedger } from '#tools/process/ledger.ts';

/** What a test finds of the run's stack. */
export interface StackValues {
  databaseAdminUrl: string;
  adminKubeconfig: string;
  provisionerKubeconfig: string;
  conformanceKubeconfig: string;
  kubectl: string;
}

declare module 'vitest' {
  interface ProvidedContext extends StackValues {}
}

/** Who is told the values: vitest, or a soak. */
export interface StackUser {
  provide: <K extends keyof StackValues>(key: K, value: StackValues[K]) => void;
}

// tools/test/database.ts copies it; vitest loads this file in another process than the tests.
const templateDatabase = 'bailiwick_template';

type OnSpawn = (name: string, pid: number) => void;

/** Global setup of the projects with real parts: one PostgreSQL and one control plane for the run. */
export async function setup(project: StackUser): Promise<() => Promise<void>> {
  const runs = join(tmpdir(), `bailiwick-tests-${process.getuid?.() ?? 0}`);
  const dir = join(runs, `run-${process.pid}`);
  mkdirSync(runs, { recursive: true });
  await endAbandonedRuns(runs);
  mkdirSync(dir, { recursive: true });
  for (const folder of [runs, dir]) chmodSync(folder, 0o711);
  const { record } = openLedger(join(dir, 'children.json'));
  const onSpawn: OnSpawn = (name, pid) => {
    record(name, pid);
    endWithParent(name, pid);
  };
  const stops: (() => void | Promise<void>)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const teardown = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  const started = await Promise.allSettled([
    withDatabase(project, dir, onSpawn, stops),
    withCluster(project, dir, onSpawn, stops),
  ]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await teardown();
    throw failed.reason;
  }
  return teardown;
}

async function withDatabase(
  project: StackUser,
  dir: string,
  onSpawn: OnSpawn,
  stops: (() => Promise<void> | void)[],
) {
  await generateClient();
  const server = await startDatabase({ dir: join(dir, 'database'), disposable: true, onSpawn });
  stops.push(server.stop);
  const template = await createDatabase(server.adminUrl, templateDatabase);
  await migrate(template);
  await giveLogins(template);
  project.provide('databaseAdminUrl', server.adminUrl);
}

async function withCluster(
  project: StackUser,
  dir: string,
  onSpawn: OnSpawn,
  stops: (() => Promise<void> | void)[],
) {
  const report = (line: string) => console.log(`control plane: ${line}`);
  const { binaries } = await resolveBinaries({ report });
  const clusterDir = join(dir, 'control-plane');
  const plane = await startControlPlane({ dir: clusterDir, binaries, disposable: true, onSpawn });
  stops.push(plane.stop);
  const access = { adminKubeconfig: plane.kubeconfig, dir: clusterDir, kubectl: binaries.kubectl };
  const { provisionerKubeconfig, conformanceKubeconfig, renew } = await bootstrapCluster(access);
  stops.push(renew((error) => console.error(error)));
  project.provide('adminKubeconfig', plane.kubeconfig);
  project.provide('provisionerKubeconfig', provisionerKubeconfig);
  project.provide('conformanceKubeconfig', conformanceKubeconfig);
  project.provide('kubectl', binaries.kubectl);
}

/** A run that was killed leaves its processes and its folder behind. */
async function endAbandonedRuns(runs: string): Promise<void> {
  for (const name of readdirSync(runs)) {
    const ledger = join(runs, name, 'children.json');
    if (livingOwner(ledger)) continue;
    await endRecorded(ledger);
    rmSync(join(runs, name), { recursive: true, force: true });
  }
}
