import assert from 'node:assert/strict';
import type { FaultRow } from '../row.ts';
import { checkOutOlder } from '../world/older-version.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

/**
 * Row 28: while a release is rolled out, the provisioner of before the newest migration works on the schema of after it: first
 * beside the new one, then alone, and then the new one alone. Without a history two of today's do the same.
 */
export const oldAndNew: FaultRow = {
  number: 28,
  name: 'old and new provisioner on a migrated schema',
  budgetSeconds: 10,
  environments: 1,
  run: async (world) => {
    const older = await checkOutOlder();
    try {
      const old = await world.startReplica('old', {}, older === null ? [] : [older.main]);
      await workFor(world, 31);
      await world.replicas[0]?.end();
      await workFor(world, 32);
      assert(old.isAlive(), `the provisioner of ${older?.commit} ended`);
      await world.startReplica('new');
      await old.end();
      await workFor(world, 33);
    } finally {
      older?.remove();
    }
  },
};

async function workFor(world: World, pods: number): Promise<void> {
  await world.people.resize('e0', pods);
  await world.people.approve(`n${pods}`);
  await untilAgreed(world, `the work of round ${pods}`);
}
