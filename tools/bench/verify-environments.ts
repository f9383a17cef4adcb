import { createDatabase } from '#lib/data/client.ts';
import { type EnvironmentRow, readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { findCondition } from '#lib/domain/condition.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { listPages } from '#lib/k8s/list-all.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { planChanges } from '#lib/provisioner/diff/plan.ts';
import { createCache, type ObjectCache } from '#lib/provisioner/runtime/cache.ts';
import { claimOf } from '#lib/provisioner/runtime/passes.ts';
import { isEnforced } from '#lib/provisioner/status/object-status.ts';
import type { BenchStage } from './stage.ts';

const batch = 500;

/**
 * The invariants of a run: each of these environments is Ready, the cluster, asked anew, has exactly what the rows
 * desire, and its quota is enforced. Throws, naming the first environment for which that is not so; answers the objects.
 */
export async function verifyEnvironments(stage: BenchStage, ids: readonly string[]): Promise<number> {
  const database = createDatabase(stage.ownerUrl, 1);
  const cache = await readCluster(stage.adminKubeconfig);
  try {
    let objects = 0;
    for (let at = 0; at < ids.length; at += batch) {
      const part = ids.slice(at, at + batch);
      const rows = await readEnvironments(database, part);
      if (rows.length < part.length) throw new Error('Rows of the run are missing.');
      for (const row of rows) objects += verify(row, cache.observe(row.namespace));
    }
    return objects;
  } finally {
    await database.$disconnect();
  }
}

async function readCluster(kubeconfig: string): Promise<ObjectCache> {
  const transport = createTransport(await loadConnection(kubeconfig));
  const cache = createCache();
  const { signal } = new AbortController();
  for (const kind of managedKinds) {
    await listPages<ObservedObject>(transport, kind, signal, (objects) => {
      for (const object of objects) cache.put(kind.kind, object);
    });
  }
  await transport.close();
  return cache;
}

function verify(row: EnvironmentRow, seen: ReturnType<ObjectCache['observe']>): number {
  const observed = new Map([...seen.objects, ['Namespace', seen.namespace ? [seen.namespace] : []]]);
  const desired = renderEnvironment(claimOf(row).spec);
  const [change] = planChanges(desired, observed);
  if (change) throw new Error(`${row.namespace} is not as desired: ${change.action} ${change.kind}`);
  if (findCondition(row.conditions, 'Ready')?.status !== 'True')
    throw new Error(`${row.namespace} is not Ready.`);
  if (!(seen.objects.get('ResourceQuota') ?? []).every(isEnforced))
    throw new Error(`${row.namespace} is called Ready, but its quota is not enforced.`);
  return desired.length;
}
