import { listAll } from '#lib/k8s/list-all.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { managedKind, managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { managedByLabel, managedByValue } from '#lib/provisioner/desired/ownership.ts';
import type { NamespaceView } from './found-environment.ts';

/** Reads every namespace with our label, and all objects of managed kinds in it, whoever made them. */
export async function observeCluster(transport: Transport): Promise<{ uid: string; views: NamespaceView[] }> {
  const { signal } = new AbortController();
  const path = '/api/v1/namespaces/kube-system';
  const { metadata } = (await transport.call({ method: 'GET', path })) as ObservedObject;
  const { items } = await listAll<ObservedObject>(transport, managedKind('Namespace'), signal);
  const ours = items.filter((each) => each.metadata.labels?.[managedByLabel] === managedByValue);
  const objects = new Map(ours.map((each) => [each.metadata.name, new Map<string, ObservedObject[]>()]));
  for (const type of managedKinds.filter(({ namespaced }) => namespaced)) {
    const { items: found } = await listAll<ObservedObject>(transport, type, signal);
    for (const object of found) {
      const home = objects.get(object.metadata.namespace ?? '');
      home?.set(type.kind, [...(home.get(type.kind) ?? []), object]);
    }
  }
  const views = ours.map((namespace) => ({
    namespace,
    objects: objects.get(namespace.metadata.name) ?? new Map(),
  }));
  return { uid: metadata.uid, views };
}
