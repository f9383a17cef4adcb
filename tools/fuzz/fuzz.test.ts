import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { recordFigure } from '#tools/test/figures.ts';
import { runTarget, target } from './target.ts';
import { fuzzTargets } from './targets.ts';

// The same inputs each time: `npm test` asks whether something broke, the soak looks for what nobody has seen.
const usualCases = 50_000;
/** Of these a case takes longer; each target gets about a second of an idle machine. */
const fewerCases: Record<string, number> = {
  budgets: 2_500,
  'class rules': 12_000,
  'desired state': 3_000,
  patches: 2_000,
  reachability: 300,
  'Refusals in events': 12_000,
  'request payloads': 12_000,
};

let cases = 0;
afterAll(() => recordFigure('fuzz', `${cases} cases over ${fuzzTargets.length} targets, none escaped`));

it.each(fuzzTargets.map((each) => [each.name, each.promise, each] as const))(
  '%s: %s',
  (_name, _promise, each) => {
    const wanted = fewerCases[each.name] ?? usualCases;
    const result = runTarget(each, { cases: wanted, seed: 1 });
    expect(result.failure).toBeNull();
    expect(result.cases).toBe(wanted);
    cases += result.cases;
  },
);

it('finds a broken promise, and the same seed finds it again', () => {
  const broken = target('broken', 'no number is above 900', [fc.nat(1000)], (number) => number <= 900);
  const first = runTarget(broken, { cases: 5000, seed: 1 });
  expect(first.failure).toContain('Counterexample');
  expect(runTarget(broken, { cases: 5000, seed: 1 })).toEqual(first);
});
