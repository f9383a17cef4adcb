import { collectionPath } from '#lib/k8s/resources.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { World } from './world.ts';

/** A change of an object by somebody else, as a merge patch. */
export interface Edit {
  kind: string;
  namespace: string;
  name: string;
  body: object;
  /** The field manager. */
  by?: string;
}

/** Makes the change with an administrator's rights, past all proxies. */
export async function edit(
  world: World,
  { kind, namespace, name, body, by = 'kubectl-edit' }: Edit,
): Promise<void> {
  await world.transport.call({
    method: 'PATCH',
    path: `${collectionPath(managedKind(kind), namespace)}/${name}?fieldManager=${by}`,
    contentType: 'application/merge-patch+json',
    body,
  });
}

/** Deletes an object with an administrator's rights; one that is not there is no error. */
export async function deleteObject(
  world: World,
  { kind, namespace, name }: Pick<Edit, 'kind' | 'namespace' | 'name'>,
): Promise<void> {
  const type = managedKind(kind);
  const key = { name, ...(type.namespaced && { namespace }) };
  const found = await world.admin.find(type, key);
  if (found !== null) await world.admin.remove(type, key, found.metadata.uid);
}
