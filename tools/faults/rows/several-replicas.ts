import assert from 'node:assert/strict';
import type { FaultRow } from '../row.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

/** Row 12: three replicas hear of everything at once, and each row has one winner. */
export const severalReplicas: FaultRow = {
  number: 12,
  name: 'several replicas at once',
  budgetSeconds: 5,
  run: async (world) => {
    await Promise.all([world.startReplica('two'), world.startReplica('three')]);
    const before = world.journal.writes().length;
    const made: string[] = [];
    for (let count = 0; count < 6; count += 1) made.push((await world.people.approve(`r${count}`)).namespace);
    await world.people.resize('e0', 31);
    await untilAgreed(world, 'all of them to be made');
    // Who stands still for longer than his lease shares a row with his heir; then two may try to make the same thing.
    const losses = await Promise.all(
      world.replicas.map((replica) => replica.metric('bailiwick_lease_losses_total')),
    );
    if (losses.every((count) => count === 0)) assertOneMaker(world, before, made);
  },
};

function assertOneMaker({ journal }: World, before: number, made: readonly string[]): void {
  const posts = journal
    .writes()
    .slice(before)
    .filter(({ method }) => method === 'POST');
  for (const namespace of made) {
    const own = posts.filter((post) => post.namespace === namespace);
    const refused = own.filter(({ status }) => status === 409).map(({ path }) => path);
    // The controller manager makes a ServiceAccount, too; that race is not between replicas.
    assert.deepEqual(
      refused.filter((path) => !path.includes('serviceaccounts')),
      [],
    );
  }
  const namespaces = posts.filter(({ kind }) => kind === 'Namespace');
  assert.deepEqual(
    namespaces.map(({ status }) => status),
    made.map(() => 201),
  );
}
