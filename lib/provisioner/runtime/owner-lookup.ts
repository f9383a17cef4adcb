import { isClusterError } from '#lib/k8s/cluster-error.ts';
import { collectionPath, type ResourceType } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { Owner } from './denial-event.ts';

const replicaSets: ResourceType = {
  kind: 'ReplicaSet',
  apiVersion: 'apps/v1',
  plural: 'replicasets',
  namespaced: true,
};
const mostKept = 2_000;
const name = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Names the Deployment of a ReplicaSet, asking the cluster once for each; everything else is its own owner. */
export function createOwnerLookup(
  transport: Transport,
): (namespace: string, subject: Owner) => Promise<Owner> {
  const known = new Map<string, Owner>();
  return async (namespace, subject) => {
    // The name comes from an event, and only a name may become part of a path.
    if (subject.kind !== 'ReplicaSet' || !name.test(subject.name)) return subject;
    const path = `${collectionPath(replicaSets, namespace)}/${subject.name}`;
    const before = known.get(path);
    if (before) return before;
    const found = await controllerOf(transport, path);
    // One that is gone may come back under the same name; it is asked for again.
    if (found === null) return subject;
    if (known.size >= mostKept) known.clear();
    known.set(path, found.kind === '' ? subject : found);
    return known.get(path) ?? subject;
  };
}

async function controllerOf(transport: Transport, path: string): Promise<Owner | null> {
  try {
    const { metadata } = (await transport.call({ method: 'GET', path })) as {
      metadata: { ownerReferences?: (Owner & { controller?: boolean })[] };
    };
    const controller = metadata.ownerReferences?.find((each) => each.controller);
    return { kind: controller?.kind ?? '', name: controller?.name ?? '' };
  } catch (error) {
    if (isClusterError(error) && error.failure === 'not-found') return null;
    throw error;
  }
}
