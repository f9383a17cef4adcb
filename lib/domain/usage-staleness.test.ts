import { expect, test } from 'vitest';
import { isUsageStale } from './usage-staleness.ts';

test.each([
  ['nothing is known of its objects', [], false],
  ['the quota is as agreed and enforced', [{ kind: 'ResourceQuota', step: 'verified' }], false],
  ['the cluster has not counted with the quota yet', [{ kind: 'ResourceQuota', step: 'written' }], true],
  ['only something else waits', [{ kind: 'LimitRange', step: 'written' }], false],
] as const)('%s: stale is %o %s', (_title, objects, expected) => {
  expect(isUsageStale(objects)).toBe(expected);
});
