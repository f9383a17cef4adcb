import { Pool } from 'undici';
import { loadConnection } from '#lib/k8s/connection.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { isEnforced } from '#lib/provisioner/status/object-status.ts';

/**
 * `fastest`: the namespace, then all the rest at once. `safe`: as the provisioner has to, level by level, and with the first
 * status of the quota, so that nobody has access before it is enforced; the cluster then counts what comes after.
 */
export type WriteOrder = 'fastest' | 'safe';

/** The floor: the same bytes as fast as a bare pool can send them. */
export interface RawFlood {
  /** Writes whole environments and waits until every quota has its status; milliseconds. */
  write: (environments: readonly (readonly Manifest[])[], order: WriteOrder) => Promise<number>;
  close: () => Promise<void>;
}

const connections = 32;

/** Opens the pool. Bodies are made before the clock starts, and answers are read but not parsed. */
export async function openRawFlood(kubeconfig: string): Promise<RawFlood> {
  const connection = await loadConnection(kubeconfig);
  const { tls, authorization = '' } = await connection.access();
  const transport = createTransport(connection);
  const pool = new Pool(connection.server, { connections, pipelining: 1, connect: tls, allowH2: false });

  async function send({ method, path, contentType, body }: Omit<RawRequest, 'manifest'>): Promise<string> {
    const headers = { authorization, 'content-type': contentType };
    const response = await pool.request({ method, path, headers, body });
    const answer = await response.body.text();
    if (response.statusCode >= 300) throw new Error(answer);
    return answer;
  }

  // What is counted fails in conflict when others are counted at the same time.
  async function sendAgain(request: RawRequest): Promise<string> {
    for (;;) {
      try {
        return await send(request);
      } catch (error) {
        if (!(error instanceof Error && error.message.includes('"reason":"Conflict"'))) throw error;
      }
    }
  }

  async function sendSafely(request: RawRequest): Promise<void> {
    const answer = await sendAgain(request);
    if (request.manifest.kind !== 'ResourceQuota') return;
    const quota = JSON.parse(answer) as { spec: { hard: Record<string, string> } };
    const { hard } = quota.spec;
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, '0']));
    const path = request.path.replace('?', `/${request.manifest.metadata.name}/status?`);
    const body = JSON.stringify({ ...quota, status: { hard, used } });
    // The quota controller may be first.
    await send({ method: 'PUT', path, contentType: 'application/json', body }).catch((error: Error) => {
      if (!error.message.includes('Conflict')) throw error;
    });
  }

  async function writeOne(requests: readonly RawRequest[], order: WriteOrder): Promise<void> {
    if (order === 'fastest') {
      const [namespace, ...rest] = requests;
      if (namespace) await send(namespace);
      await Promise.all(rest.map(send));
      return;
    }
    for (const level of [0, 1, 2]) {
      const due = requests.filter(({ manifest }) => managedKind(manifest.kind).level === level);
      await Promise.all(due.map(sendSafely));
    }
  }

  /** Resolves when each of these namespaces has an enforced quota, as a watch from now on tells. */
  async function untilEnforced(namespaces: Set<string>, watching: () => void): Promise<void> {
    const collection = collectionPath(managedKind('ResourceQuota'));
    const { resourceVersion } = await listVersion(transport, collection);
    const done = new AbortController();
    const watch = transport.watch(
      `${collection}?watch=1&resourceVersion=${resourceVersion}`,
      (line) => {
        const { object } = JSON.parse(line) as { object: ObservedObject };
        if (isEnforced(object)) namespaces.delete(object.metadata.namespace ?? '');
        if (namespaces.size === 0) done.abort();
      },
      done.signal,
    );
    watching();
    await watch.catch((error: unknown) => {
      if (!done.signal.aborted) throw error;
    });
  }

  async function write(environments: readonly (readonly Manifest[])[], order: WriteOrder): Promise<number> {
    const due = environments.map((manifests) => manifests.map(requestOf));
    const names = new Set(environments.map(([namespace]) => namespace?.metadata.name ?? ''));
    const watching = Promise.withResolvers<void>();
    const enforced = untilEnforced(names, watching.resolve);
    await Promise.race([watching.promise, enforced]);
    const began = performance.now();
    let next = 0;
    const work = async () => {
      for (let index = next++; index < due.length; index = next++) await writeOne(due[index] ?? [], order);
    };
    await Promise.all(Array.from({ length: connections }, work));
    await enforced;
    return performance.now() - began;
  }

  const close = async () => {
    await Promise.all([pool.destroy(), transport.close()]);
  };
  return { write, close };
}

interface RawRequest {
  manifest: Manifest;
  method: 'POST' | 'PATCH' | 'PUT';
  path: string;
  contentType: string;
  body: string;
}

// What the cluster makes by itself is applied, as the provisioner does: a POST would find it there.
function requestOf(manifest: Manifest): RawRequest {
  const kind = managedKind(manifest.kind);
  const collection = collectionPath(kind, manifest.metadata.namespace);
  const options = 'fieldManager=bailiwick-provisioner&fieldValidation=Strict';
  const body = JSON.stringify(manifest);
  return kind.preexists
    ? {
        manifest,
        method: 'PATCH',
        path: `${collection}/${manifest.metadata.name}?${options}&force=true`,
        contentType: 'application/apply-patch+yaml',
        body,
      }
    : { manifest, method: 'POST', path: `${collection}?${options}`, contentType: 'application/json', body };
}

async function listVersion(transport: Transport, collection: string): Promise<{ resourceVersion: string }> {
  const answer = await transport.call({ method: 'GET', path: `${collection}?limit=1` });
  return (answer as { metadata: { resourceVersion: string } }).metadata;
}
