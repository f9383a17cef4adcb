import { readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { findCondition } from '#lib/domain/condition.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { planChanges } from '#lib/provisioner/diff/plan.ts';
import { isEnforced } from '#lib/provisioner/status/object-status.ts';
import { viewNamespace } from '../world/cluster-view.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/** I1: what the cluster has is what the rows want, for every environment. */
export const asDesired: Invariant = {
  id: 'I1',
  promise: 'desired = observed for every environment',
  check: async (world) => {
    const all = await world.database.environment.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
    const rows = await readEnvironments(
      world.database,
      all.map(({ id }) => id),
    );
    const found = rows.flatMap((row) => differencesInRow(world, row));
    // The cluster is asked only when the rows are content: who waits for that asks often.
    if (found.length > 0) return found;
    for (const row of rows) found.push(...(await differencesInCluster(world, row)));
    return found;
  },
};

/** What is not as desired in one environment. */
export async function differencesIn(world: World, id: string): Promise<string[]> {
  const [row] = await readEnvironments(world.database, [id]);
  if (row === undefined) return [];
  const found = differencesInRow(world, row);
  return found.length > 0 ? found : differencesInCluster(world, row);
}

type Row = Awaited<ReturnType<typeof readEnvironments>>[number];

function differencesInRow(world: World, row: Row): string[] {
  const { namespace: name } = row;
  const reason = world.blocked.get(row.id);
  const ready = findCondition(row.conditions, 'Ready');
  if (reason !== undefined)
    return ready?.status === 'False' && ready.reason === reason
      ? []
      : [`${name} should say ${reason}, and says Ready ${ready?.status} ${ready?.reason}`];
  if (row.deleteAt !== null) return [`${name} should be gone`];
  if (row.observedGeneration < row.generation)
    return [`${name} is at generation ${row.observedGeneration} of ${row.generation}`];
  if (row.isDue) return [`${name} waits for another pass`];
  if (ready?.status !== 'True' || ready.observedGeneration !== row.generation)
    return [`${name} is not Ready: ${ready?.reason} ${ready?.message}`];
  return [];
}

async function differencesInCluster(world: World, row: Row): Promise<string[]> {
  const { namespace: name } = row;
  if (world.blocked.has(row.id)) return [];
  const { namespace, objects } = await viewNamespace(world.transport, name);
  if (namespace === null) return [`${name} is Ready, and there is no such namespace`];
  // Until its controller begins, everything in it is still as it was.
  if (namespace.metadata.deletionTimestamp !== undefined)
    return [`${name} is Ready, and its namespace is being deleted`];
  const desired = renderEnvironment({ ...row, id: row.id });
  const plan = planChanges(desired, new Map([...objects, ['Namespace', [namespace]]]));
  const open = (objects.get('ResourceQuota') ?? []).filter((quota) => !isEnforced(quota));
  return [
    ...plan.map(({ action, kind, name: object }) => `${name}: ${kind} ${object} needs ${action}`),
    ...open.map(({ metadata }) => `${name}: ResourceQuota ${metadata.name} is not enforced`),
  ];
}
