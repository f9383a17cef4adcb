import { expect, test } from 'vitest';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { quotaProblem } from './quota-bounds.ts';
import { sizePresets } from './size-presets.ts';

test.each(shippedClasses)('every preset of $slug can be granted', ({ spec }) => {
  const presets = sizePresets(spec.quota);
  expect(presets.map(({ name }) => name)).toContain('Usual');
  for (const { values } of presets)
    for (const [field, text] of Object.entries(values)) {
      const key = field.slice('quota.'.length);
      const bounds = spec.quota[key] ?? expect.fail(`The class grants no ${key}.`);
      expect(quotaProblem(key, text, bounds), field).toBeNull();
    }
});

test('double stops at the most there is, and the same twice is offered once', () => {
  const quota = {
    'requests.cpu': { min: '500m', default: '1500m', max: '2' },
    'requests.memory': { min: '1Gi', default: '1Gi', max: '4Gi' },
    pods: { min: '1', default: '5', max: '9' },
  };
  expect(sizePresets(quota)).toEqual([
    { name: 'Smallest', values: { 'quota.requests.cpu': '500m', 'quota.requests.memory': '1Gi' } },
    { name: 'Usual', values: { 'quota.requests.cpu': '1500m', 'quota.requests.memory': '1Gi' } },
    { name: 'Double', values: { 'quota.requests.cpu': '2', 'quota.requests.memory': '2Gi' } },
    { name: 'Largest', values: { 'quota.requests.cpu': '2', 'quota.requests.memory': '4Gi' } },
  ]);
  const fixed = { 'requests.cpu': { min: '1', default: '1', max: '1' } };
  expect(sizePresets(fixed).map(({ name }) => name)).toEqual(['Smallest']);
});
