import { type Condition, findCondition } from '#lib/domain/condition.ts';
import { until } from '#tools/test/until.ts';
import { patienceMs } from './patience.ts';
import type { World } from './world.ts';

/** The conditions of an environment as they are saved; none before the first pass. */
export async function conditionsOf(world: World, id: string): Promise<Condition[]> {
  const row = await world.database.environmentStatus.findUnique({ where: { environmentId: id } });
  return (row?.conditions ?? []) as unknown as Condition[];
}

/** Waits until an environment says that it is Ready, in its newest generation. */
export async function untilReady(world: World, id: string): Promise<void> {
  const isReady = async () => {
    const { generation } = await world.database.environment.findUniqueOrThrow({ where: { id } });
    const ready = findCondition(await conditionsOf(world, id), 'Ready');
    return ready?.status === 'True' && ready.observedGeneration === generation;
  };
  await until(isReady, { deadlineMs: patienceMs, what: `Ready of ${id}` });
}
