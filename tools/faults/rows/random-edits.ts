import assert from 'node:assert/strict';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { differencesIn } from '../invariants/as-desired.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { makeEdits } from './make-edits.ts';

const environments = 6;

/** Row 22: edits over all kinds, deletions and additions included, one after the other. */
export const randomEdits: FaultRow = {
  number: 22,
  name: 'random edits over all kinds, additive ones included',
  budgetSeconds: 5,
  environments,
  run: async (world) => {
    const edits = await makeEdits(world, world.realTimes ? 1_000 : 60);
    const times: number[] = [];
    const untold: string[] = [];
    for (const { title, id, apply } of edits) {
      const before = await roundsIn(world, id);
      const began = performance.now();
      await apply();
      const isHealed = async () => (await differencesIn(world, id)).length === 0;
      await until(isHealed, { deadlineMs: patienceMs, what: `${title} to be healed`, everyMs: 10 });
      times.push(performance.now() - began);
      if ((await roundsIn(world, id)) === before) untold.push(title);
    }
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    recordFigure('random edits healed, p99', `${Math.round(p99)} ms of ${times.length}`);
    world.timings.push({ what: 'edits healed (p99)', ms: p99, goalMs: 1_000 });
    await assertLedger(world, untold);
  },
};

/** How often something was put back in an environment, by its ledger. */
async function roundsIn({ database }: World, environmentId: string): Promise<number> {
  const told = await database.driftEvent.aggregate({ where: { environmentId }, _sum: { rounds: true } });
  return told._sum.rounds ?? 0;
}

// A pass that has put something back and loses its lease before it is saved takes what it knew along.
async function assertLedger({ database, replicas: [one] }: World, untold: readonly string[]): Promise<void> {
  const lost = (await one?.metric('bailiwick_lease_losses_total')) ?? 0;
  assert(untold.length <= lost, `${lost} leases were lost, and not in the ledger: ${untold.join(', ')}`);
  assert.equal(await database.driftEvent.count({ where: { healedAt: null } }), 0, 'drift is open');
}
