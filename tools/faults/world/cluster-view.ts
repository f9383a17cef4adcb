import { isClusterError } from '#lib/k8s/cluster-error.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import type { Observed } from '#lib/provisioner/diff/plan.ts';

/** A namespace with all objects of managed kinds in it, whoever made them. */
export interface NamespaceView {
  namespace: ObservedObject | null;
  objects: Observed;
}

/** Reads a namespace from the API server itself, past every cache and proxy of the provisioner. */
export async function viewNamespace(transport: Transport, name: string): Promise<NamespaceView> {
  const namespace = await transport
    .call({ method: 'GET', path: `/api/v1/namespaces/${name}` })
    .catch((error: unknown) => {
      if (isClusterError(error) && error.failure === 'not-found') return null;
      throw error;
    });
  const kinds = managedKinds.filter(({ namespaced }) => namespaced);
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const list = await transport.call({ method: 'GET', path: collectionPath(kind, name) });
      return [kind.kind, (list as { items: ObservedObject[] }).items] as const;
    }),
  );
  return { namespace: namespace as ObservedObject | null, objects: new Map(lists) };
}
