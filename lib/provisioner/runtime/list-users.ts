import { measureOf } from '#lib/domain/resource-key.ts';
import type { Resources } from '#lib/k8s/resources.ts';
import type { ObservedObject } from '../desired/observed-object.ts';

const most = 500;
const pods = { kind: 'Pod', apiVersion: 'v1', plural: 'pods', namespaced: true };
const claims = {
  kind: 'PersistentVolumeClaim',
  apiVersion: 'v1',
  plural: 'persistentvolumeclaims',
  namespaced: true,
};

/** What takes of a quota key: volume claims of storage, pods of everything that pods ask for; counts have no names. */
export async function listUsers(
  resources: Resources<ObservedObject>,
  namespace: string,
  key: string,
): Promise<string[]> {
  if (key === 'persistentvolumeclaims' || key.endsWith('requests.storage'))
    return (await resources.list(claims, namespace, most)).map(
      ({ metadata }) => `volume claim ${metadata.name}`,
    );
  if (key !== 'pods' && measureOf(key) === 'count' && !key.startsWith('requests.')) return [];
  const found = await resources.list(pods, namespace, most);
  return found.filter(isCounted).map(({ metadata }) => `pod ${metadata.name}`);
}

// Quota does not count what has ended.
function isCounted({ status }: ObservedObject): boolean {
  const { phase } = (status ?? {}) as { phase?: string };
  return phase !== 'Succeeded' && phase !== 'Failed';
}
