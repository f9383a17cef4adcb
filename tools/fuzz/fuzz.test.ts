import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { recordFigure } from '#tools/test/figures.ts';
import { runTarget, target } from './target.ts';
import { fuzzTargets } from './targets.ts';

let cases = 0;
afterAll(() => recordFigure('fuzz', `${cases} cases over ${fuzzTargets.length} targets, none escaped`));

it.each(fuzzTargets.map((each) => [each.name, each.promise, each] as const))(
  '%s: %s',
  (_name, _promise, each) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const result = runTarget(each, { cases: 100_000, seed, milliseconds: 700 });
    expect(result.failure, `seed ${seed}`).toBeNull();
    expect(result.cases).toBeGreaterThan(20);
    cases += result.cases;
  },
);

it('finds a broken promise, and the same seed finds it again', () => {
  const broken = target('broken', 'no number is above 900', [fc.nat(1000)], (number) => number <= 900);
  const first = runTarget(broken, { cases: 5000, seed: 1 });
  expect(first.failure).toContain('Counterexample');
  expect(runTarget(broken, { cases: 5000, seed: 1 })).toEqual(first);
});
