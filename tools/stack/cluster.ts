import type { AdminAccess } from '#tools/cluster-install/kubectl.ts';
import { readTarget } from '#tools/cluster-install/target.ts';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { type BootstrappedCluster, bootstrapCluster } from '#tools/control-plane/bootstrap.ts';
import { startControlPlane } from '#tools/control-plane/start.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';
import type { Supervisor } from './supervisor.ts';

/** The cluster the stack works on: the administrator's kubeconfig and the provisioner's. */
export interface StackCluster extends BootstrappedCluster {
  adminKubeconfig: string;
}

/** Starts the local control plane, or takes the person's cluster with --cluster, and sets it up. */
export async function prepareCluster(
  home: Home,
  port: number,
  external: boolean,
  progress: Progress,
  supervisor: Supervisor,
): Promise<StackCluster> {
  const access = external ? await takeExternal(progress) : await startLocal(home, port, progress, supervisor);
  return progress.step('Cluster bootstrap', async () => {
    const cluster = await bootstrapCluster({ ...access, dir: home.path('control-plane') });
    return { ...cluster, adminKubeconfig: access.adminKubeconfig };
  });
}

async function startLocal(
  home: Home,
  port: number,
  progress: Progress,
  supervisor: Supervisor,
): Promise<AdminAccess> {
  if (process.env.KUBECONFIG) {
    progress.note(
      'KUBECONFIG is set but not used: this stack has a control plane of its own (--cluster would use yours).',
    );
  }
  const { binaries } = await progress.step('Control plane binaries', async (note) => {
    const resolved = await resolveBinaries({ report: note });
    note(`from ${resolved.source}`);
    return resolved;
  });
  return progress.step('Control plane', async (note) => {
    const dir = home.path('control-plane');
    const plane = await startControlPlane({ dir, binaries, port, onSpawn: supervisor.record });
    supervisor.adopt(plane.children, 'then', plane.stop);
    note(plane.server);
    return { adminKubeconfig: plane.kubeconfig, kubectl: binaries.kubectl };
  });
}

async function takeExternal(progress: Progress): Promise<AdminAccess> {
  const target = await readTarget('--cluster', progress.note);
  progress.note(`Using the cluster of context "${target.context}" at ${target.server}`);
  return target;
}
