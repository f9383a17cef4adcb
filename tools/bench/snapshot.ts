import { loadConnection } from '#lib/k8s/connection.ts';
import { listAll } from '#lib/k8s/list-all.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import type { BatchRows } from './batch.ts';
import type { BenchStage } from './stage.ts';

/** The version of every object of the managed kinds and of every row that a pass may write. */
export async function snapshotOf(stage: BenchStage, rows: BatchRows): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  const transport = createTransport(await loadConnection(stage.adminKubeconfig));
  for (const kind of managedKinds) {
    const { items } = await listAll<ObservedObject>(transport, kind, new AbortController().signal);
    for (const { metadata } of items) versions.set(metadata.uid, metadata.resourceVersion);
  }
  await transport.close();
  const found = await rows.query<{ key: string; version: string }>(
    `SELECT 'status ' || environment_id AS key, xmin::text AS version FROM environment_status
     UNION ALL SELECT 'observed ' || environment_id, xmin::text FROM observed_state
     UNION ALL SELECT 'environment ' || id, xmin::text FROM environment
     UNION ALL SELECT 'audit ' || id, xmin::text FROM audit_event
     UNION ALL SELECT 'drift ' || id, xmin::text FROM drift_event`,
  );
  for (const { key, version } of found) versions.set(key, version);
  return versions;
}
