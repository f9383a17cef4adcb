import assert from 'node:assert/strict';
import { findCondition } from '#lib/domain/condition.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf, untilReady } from '../world/conditions-of.ts';
import { deleteObject } from '../world/edit.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

const kind = managedKind('Namespace');

/** Row 21: somebody deletes a namespace, and somebody else makes one of that name before we can. */
export const namespaceLost: FaultRow = {
  number: 21,
  name: 'namespace deleted, or re-created by somebody else',
  budgetSeconds: 20,
  run: async (world) => {
    await isRebuilt(world);
    await isNotAdopted(world);
  },
};

async function isRebuilt(world: World): Promise<void> {
  const { id, namespace } = await environmentOf(world, 'e0');
  const uidOf = async () =>
    (await world.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } })).namespaceUid;
  const before = await uidOf();
  await deleteObject(world, { kind: 'Namespace', namespace: '', name: namespace });
  await until(async () => (await uidOf()) !== before, { deadlineMs: patienceMs, what: 'another namespace' });
  await untilReady(world, id);
  const healed = { objectId: id, action: 'environment.heal' };
  assert.equal(await world.database.auditEvent.count({ where: healed }), 1, 'audit events of the rebuilding');
}

// The provisioner is held still, so that the other one is first for certain.
async function isNotAdopted(world: World): Promise<void> {
  const { id, namespace: name } = await environmentOf(world, 'e1');
  const one = world.replicas[0];
  one?.signal('SIGSTOP');
  try {
    await deleteObject(world, { kind: 'Namespace', namespace: '', name });
    const isGone = async () => (await world.admin.find(kind, { name })) === null;
    await until(isGone, { deadlineMs: patienceMs, what: 'the namespace to be gone' });
    await world.admin.create(kind, { metadata: { name } });
  } finally {
    one?.signal('SIGCONT');
  }
  world.blocked.set(id, 'NamespaceNotOwned');
  const isStalled = async () =>
    findCondition(await conditionsOf(world, id), 'Stalled')?.reason === 'NamespaceNotOwned';
  await until(isStalled, { deadlineMs: patienceMs, what: 'the strange namespace to be told' });
}
