import type { Transport } from './transport.ts';

/** What is needed to address a kind of objects. */
export interface ResourceType {
  kind: string;
  apiVersion: string;
  plural: string;
  namespaced: boolean;
  /** Whether taking it away takes access away: changes of what exists then go before all other calls. */
  grantsAccess?: boolean;
  /** Which objects of a collection lists and watches tell of; all without it. */
  fieldSelector?: string;
}

/** Where one object is. */
export interface ObjectKey {
  name: string;
  namespace?: string;
}

/** The calls that Bailiwick makes for objects; `T` is what the API server returns for one. */
export interface Resources<T> {
  create: (type: ResourceType, manifest: Manifest) => Promise<T>;
  /** Server-side apply with force: the fields of the manifest become ours; with a version, only of the object as it was then. */
  apply: (type: ResourceType, manifest: Manifest, resourceVersion?: string) => Promise<T>;
  /** Replaces the whole object as it was at that resourceVersion. */
  replace: (type: ResourceType, manifest: Manifest, resourceVersion: string) => Promise<T>;
  /** Writes the status subresource; null, and nothing sent, where it is needless by the time its turn has come. */
  replaceStatus: (type: ResourceType, object: Manifest, isNeedless: () => boolean) => Promise<T | null>;
  /** Deletes exactly the object with that UID; null if it is gone already. */
  remove: (type: ResourceType, key: ObjectKey, uid: string) => Promise<unknown>;
  find: (type: ResourceType, key: ObjectKey) => Promise<T | null>;
  /** The first so many objects of a kind in a namespace. */
  list: (type: ResourceType, namespace: string, limit: number) => Promise<T[]>;
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
    apply: (type, manifest, resourceVersion) =>
      send({
        ...urgencyOf(type),
        method: 'PATCH',
        path: `${pathOf(type, manifest.metadata)}?${options}&force=true`,
        body: withVersion(manifest, resourceVersion),
        contentType: 'application/apply-patch+yaml',
      }),
    replace: (type, manifest, resourceVersion) =>
      send({
        ...urgencyOf(type),
        method: 'PUT',
        path: `${pathOf(type, manifest.metadata)}?${options}`,
        body: withVersion(manifest, resourceVersion),
      }),
    replaceStatus: (type, object, isNeedless) =>
      send({
        method: 'PUT',
        path: `${pathOf(type, object.metadata)}/status?${options}`,
        body: object,
        isNeedless,
      }),
    remove: (type, key, uid) =>
      unlessGone(
        transport.call({
          ...urgencyOf(type),
          method: 'DELETE',
          path: pathOf(type, key),
          body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } },
        }),
      ),
    find: (type, key) => unlessGone(send({ method: 'GET', path: pathOf(type, key) })),
    list: async (type, namespace, limit) => {
      const path = `${collectionPath(type, namespace)}?limit=${limit}`;
      return ((await transport.call({ method: 'GET', path })) as { items: T[] }).items;
    },
  };
}

function withVersion(manifest: Manifest, resourceVersion: string | undefined): Manifest {
  return resourceVersion === undefined
    ? manifest
    : { ...manifest, metadata: { ...manifest.metadata, ...{ resourceVersion } } };
}

function urgencyOf({ grantsAccess = false }: ResourceType): { urgent: boolean } {
  return { urgent: grantsAccess };
}

async function unlessGone<R>(work: Promise<R>): Promise<R | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'failure' in error && error.failure === 'not-found') return null;
    throw error;
  }
}
