import { expect, test } from 'vitest';
import { hardAmounts, namesOtherKeys, objectCounts } from './hard-amounts.ts';

const gpu = 'requests.nvidia.com/gpu';

test('what the budget counts and nobody was granted is none at all', () => {
  expect(hardAmounts({ pods: '3' }, { [gpu]: '8', pods: '40' })).toEqual({
    ...objectCounts,
    [gpu]: '0',
    pods: '3',
  });
  expect(hardAmounts({ [gpu]: '2' }, { [gpu]: '8' })[gpu]).toBe('2');
});

test('counts that hold anyway stay, and so does what a quota calls by two names', () => {
  const hard = hardAmounts({ 'requests.cpu': '2' }, { secrets: '900', cpu: '9', memory: '9Gi' });
  expect(hard).toEqual({ ...objectCounts, 'requests.cpu': '2' });
});

test.each([
  [{ pods: '3' }, { pods: '4' }, false],
  [{}, { secrets: '9' }, false],
  [{}, { [gpu]: '9' }, true],
  [{ [gpu]: '9' }, {}, true],
])('from the budget %j to %j quotas change: %s', (before, after, isOther) => {
  expect(namesOtherKeys(before, after)).toBe(isOther);
});
