import { collectionPath, type ResourceType } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { fieldManager } from '../desired/ownership.ts';
import type { PreflightClaim, PreflightPod, RehearsalPort } from '../preflight/ports.ts';
import type { ObjectCache } from './cache.ts';

const most = 500;
const options = `dryRun=All&fieldManager=${fieldManager}&fieldValidation=Strict`;

/** The cluster for one pre-flight, until the signal ends it. No call that it can make leaves anything behind. */
export function createRehearsalPort(
  transport: Transport,
  cache: Pick<ObjectCache, 'observe'>,
  signal: AbortSignal,
): RehearsalPort {
  const read = async <T>(path: string) => (await transport.call({ method: 'GET', path, signal })) as T;
  const list = async <T>(namespace: string, plural: string) =>
    (await read<{ items: T[] }>(`/api/v1/namespaces/${namespace}/${plural}?limit=${most}`)).items;
  const pathOf = (kind: ResourceType, { name, namespace }: { name: string; namespace?: string }) =>
    `${collectionPath(kind, namespace)}/${name}`;

  return {
    observe: cache.observe,
    findNamespace: (name) =>
      read<ObservedObject>(`/api/v1/namespaces/${name}`).catch((error: unknown) => {
        if (error instanceof Error && 'failure' in error && error.failure === 'not-found') return null;
        throw error;
      }),
    tryCreate: async (kind, manifest) => {
      const warnings: string[] = [];
      const path = `${collectionPath(kind, manifest.metadata.namespace)}?${options}`;
      await transport.call({
        method: 'POST',
        path,
        body: manifest,
        signal,
        onWarning: (text) => warnings.push(text),
      });
      return warnings;
    },
    tryApply: async (kind, manifest) => {
      const warnings: string[] = [];
      await transport.call({
        method: 'PATCH',
        path: `${pathOf(kind, manifest.metadata)}?${options}&force=true`,
        body: manifest,
        contentType: 'application/apply-patch+yaml',
        signal,
        onWarning: (text) => warnings.push(text),
      });
      return warnings;
    },
    tryRemove: async (kind, { metadata }) => {
      const { uid } = metadata;
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', dryRun: ['All'], preconditions: { uid } };
      await transport.call({ method: 'DELETE', path: `${pathOf(kind, metadata)}?dryRun=All`, body, signal });
    },
    mayCreate: async ({ apiVersion, plural }, namespace) => {
      const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
      const resourceAttributes = { namespace, verb: 'create', group, resource: plural };
      const answer = (await transport.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        },
        signal,
      })) as { status?: { allowed?: boolean } };
      return answer.status?.allowed === true;
    },
    listPods: (namespace) => list<PreflightPod>(namespace, 'pods'),
    listClaims: (namespace) => list<PreflightClaim>(namespace, 'persistentvolumeclaims'),
  };
}
