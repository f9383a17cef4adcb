import { listGrantedQuotas } from '#lib/data/request/context-rows.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/** I4: what was approved happened once, whole, and is charged once. */
export const approvedOnce: Invariant = {
  id: 'I4',
  promise: 'each approval made exactly one environment, one audit event and one charge of the budget',
  check: async (world) => {
    const { database } = world;
    const requests = await database.request.findMany({
      where: { type: 'create-environment' },
      include: { decision: true },
    });
    const found: string[] = [];
    for (const { number, id, state, environmentId, decision } of requests) {
      const made = environmentId === null ? [] : [environmentId];
      const counts = {
        environments: made.length,
        decisions: decision?.verdict === 'approved' ? 1 : 0,
        approvals: await countEvents(world, id, ['request.approve', 'request.approve-automatically']),
        creations:
          environmentId === null ? 0 : await countEvents(world, environmentId, ['environment.create']),
      };
      const expected = state === 'approved' ? 1 : 0;
      for (const [what, count] of Object.entries(counts))
        if (count !== expected) found.push(`request #${number} is ${state} and has ${count} ${what}`);
    }
    return [...found, ...(await unapproved(world)), ...(await wrongCharge(world))];
  },
};

async function unapproved(world: World): Promise<string[]> {
  const environments = await world.database.environment.findMany({
    include: { requests: { where: { type: 'create-environment' } } },
  });
  const found: string[] = [];
  for (const { id, namespace, requests } of environments) {
    if (requests.length === 0) found.push(`nobody approved ${namespace}`);
    const ready = await countEvents(world, id, ['environment.ready']);
    if (ready > 1) found.push(`${namespace} was told ${ready} times to be ready for the first time`);
  }
  return found;
}

function countEvents(world: World, objectId: string, actions: string[]): Promise<number> {
  return world.database.auditEvent.count({ where: { objectId, action: { in: actions } } });
}

async function wrongCharge(world: World): Promise<string[]> {
  const { database, people } = world;
  const live = await database.environment.findMany({
    where: { teamId: people.teamId, finalizedAt: null },
    include: { requests: { where: { state: 'approved' }, orderBy: { closedAt: 'asc' } } },
  });
  const approved = live.flatMap(({ requests }) => {
    const quotas = requests.map(({ payload }) => (payload as { quota?: ResourceAmounts }).quota);
    return quotas.filter((quota) => quota !== undefined).slice(-1);
  });
  const charged = sumAmounts(await listGrantedQuotas(database, people.teamId, null));
  return [...sumAmounts(approved)].flatMap(([key, { nano }]) =>
    charged.get(key)?.nano === nano
      ? []
      : [`the charge of ${key} is ${charged.get(key)?.nano} instead of ${nano} nano`],
  );
}
