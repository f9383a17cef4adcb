import { Pool } from 'undici';
import { loadConnection } from '#lib/k8s/connection.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';

/** The floor: the same objects in the same order straight through a connection pool, and nothing else. */
export interface BareCalls {
  /** Writes them and answers how long it took, in milliseconds. */
  write: (manifests: readonly Manifest[]) => Promise<number>;
  /** The objects as they are in the cluster, to prove what was measured. */
  read: (manifests: readonly Manifest[]) => Promise<unknown[]>;
  close: () => Promise<void>;
}

/** Opens a pool as wide as the provisioner's. */
export async function openBareCalls(kubeconfig: string): Promise<BareCalls> {
  const connection = await loadConnection(kubeconfig);
  const { tls, authorization = '' } = await connection.access();
  const pool = new Pool(connection.server, { connections: 16, pipelining: 1, connect: tls, allowH2: false });
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: object,
  ): Promise<unknown> => {
    const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json';
    const headers = { authorization, 'content-type': type };
    const response = await pool.request({
      method,
      path,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.body.json();
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const pathOf = ({ kind, metadata }: Manifest) => collectionPath(managedKind(kind), metadata.namespace);
  // The controller manager may be first with the default ServiceAccount, for the provisioner as for us.
  const post = (manifest: Manifest) =>
    send('POST', pathOf(manifest), manifest).catch((error: Error) => {
      if (!error.message.includes('AlreadyExists')) throw error;
      const path = `${pathOf(manifest)}/${manifest.metadata.name}?fieldManager=bench&force=true`;
      return send('PATCH', path, manifest);
    });
  const write = async (manifest: Manifest) => {
    const object = (await post(manifest)) as { spec?: { hard?: object } };
    if (manifest.kind !== 'ResourceQuota') return;
    const hard = object.spec?.hard ?? {};
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, '0']));
    const path = `${pathOf(manifest)}/${manifest.metadata.name}/status`;
    // The quota controller may be first; then there is nothing left to write.
    await send('PUT', path, { ...object, status: { hard, used } }).catch(ignoreConflict);
  };
  return {
    write: async (manifests) => {
      const began = performance.now();
      for (const level of [0, 1, 2])
        await Promise.all(manifests.filter(({ kind }) => managedKind(kind).level === level).map(write));
      return performance.now() - began;
    },
    read: (manifests) =>
      Promise.all(manifests.map((manifest) => send('GET', `${pathOf(manifest)}/${manifest.metadata.name}`))),
    close: () => pool.destroy(),
  };
}

function ignoreConflict(error: Error): void {
  if (!error.message.includes('Conflict')) throw error;
}
