import { isClusterError } from '#lib/k8s/cluster-error.ts';
import type { Resources } from '#lib/k8s/resources.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import type { ClusterPort } from '../ports.ts';
import type { ObjectCache } from './cache.ts';

/** The cluster for a pass: writes go to the API server and their answers into the cache at once. */
export function createClusterPort(resources: Resources<ObservedObject>, cache: ObjectCache): ClusterPort {
  const keep = async (kind: string, work: Promise<ObservedObject>) => {
    const object = await work;
    cache.put(kind, object);
    return object;
  };
  return {
    observe: cache.observe,
    findNamespace: (name) => resources.find(managedKind('Namespace'), { name }),
    create: async (kind, manifest) => {
      try {
        return await keep(kind.kind, resources.create(kind, manifest));
      } catch (error) {
        // A namespace under our name may be somebody else's; anything else inside our namespace is ours to set right.
        if (!isClusterError(error) || error.failure !== 'already-exists' || kind.kind === 'Namespace')
          throw error;
        return keep(kind.kind, resources.apply(kind, manifest));
      }
    },
    apply: (kind, manifest) => keep(kind.kind, resources.apply(kind, manifest)),
    replace: (kind, manifest, version) => keep(kind.kind, resources.replace(kind, manifest, version)),
    enforceQuota: async (quota) => {
      const hard = (quota.spec as { hard?: Record<string, string> }).hard ?? {};
      const used = Object.fromEntries(Object.keys(hard).map((key) => [key, '0']));
      try {
        const body = { ...quota, apiVersion: 'v1', kind: 'ResourceQuota', status: { hard, used } };
        await keep('ResourceQuota', resources.replaceStatus(managedKind('ResourceQuota'), body));
      } catch (error) {
        // A conflict means that the quota controller was first, which is as good.
        if (!isClusterError(error) || error.failure !== 'conflict') throw error;
      }
    },
    remove: async (kind, object) => {
      const { name, namespace, uid } = object.metadata;
      await resources.remove(kind, { name, ...(namespace === undefined ? {} : { namespace }) }, uid);
      if (kind.kind !== 'Namespace') cache.remove(kind.kind, object);
    },
  };
}
