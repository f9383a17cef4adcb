import type { ClusterInventory } from './inventory.ts';

const ofPods = ['cpu', 'memory', 'ephemeral-storage'];
const plain = new Set([
  ...ofPods,
  ...ofPods.flatMap((resource) => [`requests.${resource}`, `limits.${resource}`]),
  'requests.storage',
  'persistentvolumeclaims',
  'pods',
  'services',
  'services.nodeports',
  'services.loadbalancers',
  'configmaps',
  'secrets',
  'replicationcontrollers',
  'resourcequotas',
]);
const storageKey =
  /^([a-z0-9.-]+)\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;
const extendedKey = /^requests\.([a-z0-9.-]+\/[a-z0-9._-]+)$/;

/**
 * Why a key can't stand in a quota, in words; null when it can. Without an inventory only its form is known. A key that
 * the cluster does not have would count nothing, so it would look like a limit and be none.
 */
export function quotaKeyProblem(key: string, inventory: ClusterInventory | null): string | null {
  if (plain.has(key)) return null;
  const storageClass = storageKey.exec(key)?.[1];
  if (storageClass !== undefined) return storageProblem(storageClass, inventory);
  if (key.startsWith('count/')) return countProblem(key, inventory);
  const extended = extendedKey.exec(key)?.[1];
  if (extended !== undefined) return extendedProblem(extended, inventory);
  return `“${key.slice(0, 60)}” is no quota key. Keys are like requests.cpu, pods, count/jobs.batch or requests.nvidia.com/gpu.`;
}

function storageProblem(name: string, inventory: ClusterInventory | null): string | null {
  if (inventory === null || inventory.storageClasses.includes(name)) return null;
  const known = inventory.storageClasses.slice(0, 5).join(', ') || 'none';
  return `The cluster has no storage class ${name}. It has: ${known}.`;
}

function countProblem(key: string, inventory: ClusterInventory | null): string | null {
  if (!/^count\/[a-z0-9-]+(\.[a-z0-9.-]+)?$/.test(key)) return 'Write it like count/jobs.batch.';
  if (inventory === null || inventory.countable.includes(key)) return null;
  return `The cluster knows no ${key.slice('count/'.length, 80)} that could be counted.`;
}

// A cluster whose nodes nobody has seen may have them all the same.
function extendedProblem(resource: string, inventory: ClusterInventory | null): string | null {
  if (inventory === null || inventory.nodes === 0 || Object.hasOwn(inventory.allocatable, resource))
    return null;
  return `No node of the cluster offers ${resource}.`;
}

/** Keys to offer for a new line of a budget: what this cluster has, beyond those that are there already. */
export function offeredKeys(inventory: ClusterInventory | null, there: readonly string[]): string[] {
  const { countable = [], storageClasses = [], allocatable = {} } = inventory ?? {};
  const extended = Object.keys(allocatable).filter((name) => name.includes('/'));
  const all = [
    ...plain,
    ...extended.map((name) => `requests.${name}`),
    ...storageClasses.flatMap((name) => [
      `${name}.storageclass.storage.k8s.io/requests.storage`,
      `${name}.storageclass.storage.k8s.io/persistentvolumeclaims`,
    ]),
    ...countable,
  ];
  return [...new Set(all)].filter((key) => !there.includes(key));
}
