import { isClusterError } from '#lib/k8s/cluster-error.ts';
import type { Resources } from '#lib/k8s/resources.ts';
import { isVersioned, managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import type { ClusterPort } from '../ports.ts';
import type { ObjectCache } from './cache.ts';
import { listUsers } from './list-users.ts';

/**
 * The cluster for a pass: writes go to the API server and their answers into the cache at once. `assertOurs` fails in a
 * cluster that is not the one of the rows; it is asked before a namespace is made, or taken for gone.
 */
export function createClusterPort(
  resources: Resources<ObservedObject>,
  cache: ObjectCache,
  assertOurs: () => Promise<void>,
): ClusterPort {
  const keep = async (kind: string, work: Promise<ObservedObject>) => {
    const object = await work;
    cache.put(kind, object);
    return object;
  };
  const refresh: ClusterPort['refresh'] = async (kind, { metadata: { name, namespace } }) => {
    const object = await resources.find(kind, { name, ...(namespace === undefined ? {} : { namespace }) });
    if (object !== null) cache.put(kind.kind, object);
    return object;
  };
  return {
    observe: cache.observe,
    findNamespace: async (name) => {
      await assertOurs();
      return resources.find(managedKind('Namespace'), { name });
    },
    create: async (kind, manifest) => {
      if (kind.kind === 'Namespace') await assertOurs();
      if (kind.preexists) return keep(kind.kind, resources.apply(kind, manifest));
      try {
        return await keep(kind.kind, resources.create(kind, manifest));
      } catch (error) {
        // A namespace under our name may be somebody else's; anything else inside our namespace is ours to set right.
        if (!isClusterError(error) || error.failure !== 'already-exists' || kind.kind === 'Namespace')
          throw error;
        const there = isVersioned(kind) ? await refresh(kind, manifest) : null;
        return keep(kind.kind, resources.apply(kind, manifest, there?.metadata.resourceVersion));
      }
    },
    apply: (kind, manifest, version) => keep(kind.kind, resources.apply(kind, manifest, version)),
    refresh,
    replace: (kind, manifest, version) => keep(kind.kind, resources.replace(kind, manifest, version)),
    listUsers: (namespace, key) => listUsers(resources, namespace, key),
    enforceQuota: async (quota) => {
      // One that was there already is counted, and its count must not go back to nothing.
      if ((quota.status as { hard?: object } | undefined)?.hard !== undefined) return;
      const hard = (quota.spec as { hard?: Record<string, string> }).hard ?? {};
      const used = Object.fromEntries(Object.keys(hard).map((key) => [key, '0']));
      try {
        const body = { ...quota, apiVersion: 'v1', kind: 'ResourceQuota', status: { hard, used } };
        const isOvertaken = () => cache.isOutdated('ResourceQuota', quota);
        const written = await resources.replaceStatus(managedKind('ResourceQuota'), body, isOvertaken);
        if (written !== null) cache.put('ResourceQuota', written);
      } catch (error) {
        // Overtaken or in conflict, the quota controller was first, which is as good.
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
