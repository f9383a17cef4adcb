import type { Transport } from './transport.ts';

/** What is needed to address a kind of objects. */
export interface ResourceType {
  kind: string;
  apiVersion: string;
  plural: string;
  namespaced: boolean;
}

/** Where one object is. */
export interface ObjectKey {
  name: string;
  namespace?: string;
}

/** The calls that Bailiwick makes for objects; `T` is what the API server returns for one. */
export interface Resources<T> {
  create: (type: ResourceType, manifest: Manifest) => Promise<T>;
  /** Server-side apply with force: the fields of the manifest become ours. */
  apply: (type: ResourceType, manifest: Manifest) => Promise<T>;
  /** Replaces the whole object as it was at that resourceVersion. */
  replace: (type: ResourceType, manifest: Manifest, resourceVersion: string) => Promise<T>;
  /** Writes the status subresource. */
  replaceStatus: (type: ResourceType, object: Manifest) => Promise<T>;
  /** Deletes exactly the object with that UID; null if it is gone already. */
  remove: (type: ResourceType, key: ObjectKey, uid: string) => Promise<unknown>;
  find: (type: ResourceType, key: ObjectKey) => Promise<T | null>;
}

interface Manifest {
  metadata: { name: string; namespace?: string };
}

/** The path of a collection: cluster-wide, or in one namespace. */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const root = type.apiVersion.includes('/') ? `/apis/${type.apiVersion}` : `/api/${type.apiVersion}`;
  return namespace === undefined || !type.namespaced
    ? `${root}/${type.plural}`
    : `${root}/namespaces/${namespace}/${type.plural}`;
}

/** The object calls over a transport, under one field manager and with strict field validation. */
export function createResources<T>(transport: Transport, fieldManager: string): Resources<T> {
  const options = `fieldManager=${fieldManager}&fieldValidation=Strict`;
  const pathOf = (type: ResourceType, { name, namespace }: ObjectKey) =>
    `${collectionPath(type, namespace)}/${name}`;
  const send = async (call: Parameters<Transport['call']>[0]) => (await transport.call(call)) as T;
  return {
    create: (type, manifest) =>
      send({
        method: 'POST',
        path: `${collectionPath(type, manifest.metadata.namespace)}?${options}`,
        body: manifest,
      }),
    apply: (type, manifest) =>
      send({
        method: 'PATCH',
        path: `${pathOf(type, manifest.metadata)}?${options}&force=true`,
        body: manifest,
        contentType: 'application/apply-patch+yaml',
      }),
    replace: (type, manifest, resourceVersion) =>
      send({
        method: 'PUT',
        path: `${pathOf(type, manifest.metadata)}?${options}`,
        body: { ...manifest, metadata: { ...manifest.metadata, resourceVersion } },
      }),
    replaceStatus: (type, object) =>
      send({ method: 'PUT', path: `${pathOf(type, object.metadata)}/status?${options}`, body: object }),
    remove: (type, key, uid) =>
      unlessGone(
        transport.call({
          method: 'DELETE',
          path: pathOf(type, key),
          body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } },
        }),
      ),
    find: (type, key) => unlessGone(send({ method: 'GET', path: pathOf(type, key) })),
  };
}

async function unlessGone<R>(work: Promise<R>): Promise<R | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'failure' in error && error.failure === 'not-found') return null;
    throw error;
  }
}
