import assert from 'node:assert/strict';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { differencesIn } from '../invariants/as-desired.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { type HandMade, makeEdits } from './make-edits.ts';

const environments = 6;

/** Row 22: edits over all kinds, deletions and additions included, one after the other. */
export const randomEdits: FaultRow = {
  number: 22,
  name: 'random edits over all kinds, additive ones included',
  budgetSeconds: 5,
  environments,
  run: async (world) => {
    const edits = await makeEdits(world, world.realTimes ? 1_000 : 60);
    const before = await roundsByEnvironment(world);
    const times: number[] = [];
    for (const { title, id, apply } of edits) {
      const began = performance.now();
      await apply();
      const isHealed = async () => (await differencesIn(world, id)).length === 0;
      await until(isHealed, { deadlineMs: patienceMs, what: `${title} to be healed`, everyMs: 10 });
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    recordFigure('random edits healed, p99', `${Math.round(p99)} ms of ${times.length}`);
    world.timings.push({ what: 'edits healed (p99)', ms: p99, goalMs: 1_000 });
    await assertLedger(world, edits, before);
  },
};

/** How often something was put back in each environment, by its ledger. */
async function roundsByEnvironment({ database }: World): Promise<Map<string, number>> {
  const rows = await database.driftEvent.groupBy({ by: ['environmentId'], _sum: { rounds: true } });
  return new Map(rows.map(({ environmentId, _sum }) => [environmentId, _sum.rounds ?? 0]));
}

// The cluster is as agreed a moment before the pass that did it is saved. One that loses its lease in between takes what it knew along.
async function assertLedger(
  world: World,
  edits: readonly HandMade[],
  before: ReadonlyMap<string, number>,
): Promise<void> {
  const countMissing = async () => {
    const now = await roundsByEnvironment(world);
    const made = Map.groupBy(edits, ({ id }) => id);
    const missing = [...made].map(([id, { length }]) =>
      Math.max(0, length - (now.get(id) ?? 0) + (before.get(id) ?? 0)),
    );
    return missing.reduce((sum, count) => sum + count, 0);
  };
  const countOpen = () => world.database.driftEvent.count({ where: { healedAt: null } });
  const isComplete = async () => (await countMissing()) + (await countOpen()) === 0;
  await until(isComplete, { deadlineMs: 20_000, what: 'the ledger' }).catch(() => undefined);
  const missing = await countMissing();
  const lost = (await world.replicas[0]?.metric('bailiwick_lease_losses_total')) ?? 0;
  assert(
    missing <= lost,
    `${lost} leases were lost, and ${missing} of ${edits.length} edits are not in the ledger`,
  );
  assert.equal(await countOpen(), 0, 'drift is open');
}
