import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedClasses } from '../shipped-classes.ts';
import { limitsLint } from './limits-lint.ts';

test('limits below requests are told, each by its name', () => {
  expect(
    limitsLint({
      'requests.cpu': '2',
      'limits.cpu': '1500m',
      'requests.memory': '4Gi',
      'limits.memory': '4Gi',
    }),
  ).toEqual([
    'CPU limits are less than CPU requests: no container’s limit may be below its request, so at most 1.5 CPU of the 2 CPU can be used.',
  ]);
});

test('one side alone, or a text that is being typed, says nothing', () => {
  expect(limitsLint({ 'limits.cpu': '1', pods: '3' })).toEqual([]);
  expect(limitsLint({ 'requests.cpu': 'x', 'limits.cpu': '1' })).toEqual([]);
});

test('what the shipped classes propose is in order', () => {
  for (const { spec } of shippedClasses)
    expect(
      limitsLint(Object.fromEntries(Object.entries(spec.quota).map(([key, each]) => [key, each.default]))),
    ).toEqual([]);
});

test('it is told exactly where the limit is smaller', () => {
  fc.assert(
    fc.property(fc.nat(9_000), fc.nat(9_000), (limit, request) => {
      const found = limitsLint({ 'limits.cpu': `${limit}m`, 'requests.cpu': `${request}m` });
      expect(found.length).toBe(limit < request ? 1 : 0);
    }),
  );
});
