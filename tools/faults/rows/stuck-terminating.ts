import assert from 'node:assert/strict';
import { findCondition } from '#lib/domain/condition.ts';
import { AppError } from '#lib/domain/error.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf, untilReady } from '../world/conditions-of.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

const configMaps = { kind: 'ConfigMap', apiVersion: 'v1', plural: 'configmaps', namespaced: true };

/** Row 20: a finalizer of somebody else keeps a namespace from going; its name is not free until it is gone. */
export const stuckTerminating: FaultRow = {
  number: 20,
  name: 'namespace stuck Terminating by a foreign finalizer',
  budgetSeconds: 20,
  run: async (world) => {
    const { id, namespace } = await environmentOf(world, 'e0');
    await world.admin.create(configMaps, {
      metadata: { name: 'holder', namespace, ...{ finalizers: ['test/hold'] } },
    });
    await world.database.environment.update({
      where: { id },
      data: { deleteAfter: new Date(), generation: { increment: 1 } },
    });
    const isShown = async () =>
      findCondition(await conditionsOf(world, id), 'Reconciling')?.message.includes('test/hold');
    await until(isShown, { deadlineMs: patienceMs, what: 'what blocks the deletion to be shown' });
    await assert.rejects(world.people.approve('e0'), (error) => {
      assert(error instanceof AppError);
      assert.match(error.fieldErrors.slug ?? '', /exists already, or its namespace is not gone yet/);
      return true;
    });
    await untilReady(world, (await world.people.approve('other')).id);
    assert.equal(await isFinal(world, id), false, 'the name was freed before the namespace was gone');
    await world.transport.call({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/configmaps/holder`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { finalizers: null } },
    });
    await until(() => isFinal(world, id), { deadlineMs: patienceMs, what: 'the environment to be final' });
    await untilReady(world, (await world.people.approve('e0')).id);
  },
};

async function isFinal(world: World, id: string): Promise<boolean> {
  const { finalizedAt } = await world.database.environment.findUniqueOrThrow({ where: { id } });
  return finalizedAt !== null;
}
