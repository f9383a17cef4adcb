import { describe, expect, test } from 'vitest';
import { createRandom } from '#tools/chaos/random.ts';
import { createModel } from './ledger-model.test-fixture.ts';
import type { Fault } from './ledger-rows.test-fixture.ts';
import { isAtRest, reserve, settle } from './reserve.ts';

const none = { ceiling: {}, allowed: {}, revision: 0 };

/** Runs the model until it overshoots; the step at which it did, or null. */
function firstOvershoot(fault: Fault, seeds: number, steps: number) {
  const totals = {
    writes: 0,
    refused: 0,
    settled: 0,
    waits: 0,
    fenced: 0,
    finals: 0,
    moved: 0,
    takenBack: 0,
  };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const model = createModel(createRandom(seed).below, fault);
    for (let step = 1; step <= steps; step += 1) {
      model.step();
      const over = model.overshoots();
      if (over.length > 0) return { found: `seed ${seed}, step ${step}: ${over.join()}`, totals };
    }
    for (const [what, count] of Object.entries(model.seen)) totals[what as keyof typeof totals] += count;
  }
  return { found: null, totals };
}

/** Runs the model, and then what is under way to its end; what is not as granted then, or null. */
function firstRestless(fault: Fault, seeds: number, steps: number): string | null {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const model = createModel(createRandom(seed).below, fault);
    for (let step = 1; step <= steps; step += 1) model.step();
    const problems = [...model.rest(), ...model.overshoots()];
    if (problems.length > 0) return `seed ${seed}: ${problems.join(', ')}`;
  }
  return null;
}

describe('the ledger of a team', () => {
  test('in 400,000 random steps of approvals, moves, passes, crashes and late writes the cluster never holds more than the budget', () => {
    const { found, totals } = firstOvershoot('none', 800, 500);
    expect(found).toBeNull();
    // The steps were worth something: each kind of trouble came up often.
    for (const count of Object.values(totals)) expect(count).toBeGreaterThan(500);
  });

  test('whatever has happened, everything is as granted and every move is over once nothing new comes', () => {
    expect(firstRestless('none', 400, 300)).toBeNull();
    expect(firstRestless('forgets-moves-to-what-is-gone', 400, 300)).toMatch(/a move of \d+ \S+ is open/);
  });

  test.each<Fault>([
    'counts-what-is-wanted',
    'settles-before-it-is-seen',
    'writes-unconditionally',
    'reserves-without-a-revision',
    'frees-before-it-is-gone',
    'moves-the-ceilings',
  ])('the property notices an order that %s', (fault) => {
    expect(firstOvershoot(fault, 800, 500).found).not.toBeNull();
  });
});

describe('one reservation', () => {
  const budget = { 'requests.cpu': '8', pods: '20' };

  test('takes what the budget has room for and keeps the ceiling where less is wanted', () => {
    const share = { ceiling: { 'requests.cpu': '2', pods: '10' }, allowed: {}, revision: 3 };
    const found = reserve(share, { 'requests.cpu': '4500m', pods: '5' }, budget, { 'requests.cpu': '3.5' });
    expect(found).toEqual({
      ceiling: { 'requests.cpu': '4.5', pods: '10' },
      allowed: { 'requests.cpu': '4500m', pods: '5' },
      revision: 4,
      waits: [],
    });
  });

  test('a key that does not fit stays where it is and says how much is missing', () => {
    const share = { ceiling: { 'requests.cpu': '2' }, allowed: { 'requests.cpu': '2' }, revision: 3 };
    const found = reserve(share, { 'requests.cpu': '5' }, budget, { 'requests.cpu': '5' });
    expect(found).toMatchObject({ ceiling: share.ceiling, allowed: share.allowed, revision: 3 });
    expect(found.waits).toEqual([
      { key: 'requests.cpu', missing: { nano: 2_000_000_000n, format: 'decimalSI' } },
    ]);
  });

  test('what nobody has room for yet is written as nothing, never left out', () => {
    const found = reserve(none, { pods: '5' }, budget, { pods: '18' });
    expect(found.allowed).toEqual({ pods: '0' });
    expect(found.ceiling).toEqual({});
  });

  test('without a budget for a key nothing limits it', () => {
    const found = reserve(none, { secrets: '500' }, budget, { secrets: '9000' });
    expect(found).toMatchObject({ allowed: { secrets: '500' }, waits: [] });
  });

  test('bytes come back as they were written, and count to the nano', () => {
    const found = reserve(none, { 'requests.memory': '4Gi' }, { 'requests.memory': '4294967296' }, {});
    expect(found).toMatchObject({
      allowed: { 'requests.memory': '4Gi' },
      ceiling: { 'requests.memory': '4294967296' },
      waits: [],
    });
  });

  test('the ceiling falls when the smaller quota was seen, and then the share is at rest', () => {
    const share = {
      ceiling: { pods: '10', secrets: '5' },
      allowed: { pods: '10', secrets: '5' },
      revision: 1,
    };
    const target = { pods: '5' };
    const shrinking = reserve(share, target, budget, {});
    expect(shrinking).toMatchObject({ ceiling: share.ceiling, allowed: { pods: '5' }, revision: 2 });
    expect(isAtRest(shrinking, target)).toBe(false);
    expect(isAtRest(settle(shrinking), target)).toBe(true);
  });
});
