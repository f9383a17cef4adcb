import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBudget } from '#tools/budget/run-budget.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';

let stage: ProvisionerStage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

test('changes at random with two provisioners that crash: the cluster never holds more than the budget', async () => {
  const seed = 1;
  const run = await runBudget(stage, { seed, count: 240, atOnce: 4, crashes: 1 });
  expect(run.overshoots, `seed ${seed}`).toEqual([]);
  expect(run.isTotalRight).toBe(true);
  // How many fit depends on what the crashes cut off; none at all would prove nothing.
  expect(run.tally.granted).toBeGreaterThan(5);
  expect(run.tally.moved).toBeGreaterThan(0);
  expect(run.events).toBeGreaterThan(5);
  recordFigure('changes of a budget on the cluster', `${run.tally.granted} granted, ${run.events} events`);
  recordFigure('moments over the budget', run.overshoots.length);
}, 600_000);
