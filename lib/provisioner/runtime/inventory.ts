import type { Database } from '#lib/data/client.ts';
import { saveInventory } from '#lib/data/provisioner/inventory.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { formatQuantity } from '#lib/domain/quantity.ts';
import type { Transport } from '#lib/k8s/transport.ts';

/** How often to look at what quotas can be about, in milliseconds. */
export const inventoryEveryMs = 60_000;

interface Node {
  spec?: { unschedulable?: boolean };
  status?: { allocatable?: ResourceAmounts };
}
interface ApiResource {
  name: string;
  namespaced: boolean;
  verbs: string[];
}

/** Looks at nodes, storage classes and resources of the cluster, and writes down what it found, if that is news. */
export function lookAtCluster(database: Database, transport: Transport): () => Promise<void> {
  const get = async <T>(path: string) => (await transport.call({ method: 'GET', path })) as T;
  return async () => {
    const { items } = await get<{ items: Node[] }>('/api/v1/nodes');
    const classes = await get<{ items: { metadata: { name: string } }[] }>(
      '/apis/storage.k8s.io/v1/storageclasses',
    );
    const usable = items.filter(({ spec }) => spec?.unschedulable !== true);
    await saveInventory(database, {
      nodes: usable.length,
      allocatable: addedUp(usable.map(({ status }) => status?.allocatable ?? {})),
      countable: (await listCountable(get)).sort(),
      storageClasses: classes.items.map(({ metadata }) => metadata.name).sort(),
    });
  };
}

function addedUp(parts: readonly ResourceAmounts[]): ResourceAmounts {
  const sums = [...sumAmounts(parts)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sums.map(([key, sum]) => [key, formatQuantity(sum)]));
}

type Get = <T>(path: string) => Promise<T>;

// One group whose server is away must not hide all the others.
async function listCountable(get: Get): Promise<string[]> {
  const { groups } = await get<{ groups: { name: string; preferredVersion: { groupVersion: string } }[] }>(
    '/apis',
  );
  const places = [
    { group: '', path: '/api/v1' },
    ...groups.map(({ name, preferredVersion }) => ({
      group: name,
      path: `/apis/${preferredVersion.groupVersion}`,
    })),
  ];
  const lists = await Promise.all(
    places.map(async ({ group, path }) => {
      const found = await get<{ resources: ApiResource[] }>(path).catch(() => ({ resources: [] }));
      return found.resources
        .filter(isCountable)
        .map(({ name }) => `count/${name}${group === '' ? '' : `.${group}`}`);
    }),
  );
  return lists.flat();
}

function isCountable({ name, namespaced, verbs }: ApiResource): boolean {
  return namespaced && !name.includes('/') && verbs.includes('create') && verbs.includes('list');
}
