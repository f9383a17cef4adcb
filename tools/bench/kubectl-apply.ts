import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { runKubectl } from '#tools/cluster-install/kubectl.ts';
import type { BenchStage } from './stage.ts';

/** How many objects a second `kubectl apply --server-side` writes, with the provisioner's identity. */
export async function kubectlApply(
  stage: BenchStage,
  environments: readonly (readonly Manifest[])[],
): Promise<number> {
  const items = environments.flat();
  const file = join(stage.dir, 'kubectl.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const access = { adminKubeconfig: stage.provisionerKubeconfig, kubectl: stage.kubectl };
  const flags = ['--server-side', '--force-conflicts', '--field-manager=bailiwick-provisioner'];
  const began = performance.now();
  await runKubectl(access, ['apply', ...flags, '-f', file]);
  return items.length / ((performance.now() - began) / 1000);
}
