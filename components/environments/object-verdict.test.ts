import { expect, test } from 'vitest';
import type { ManagedObjectView } from '#lib/domain/environment-views.ts';
import { objectVerdict } from './object-verdict.ts';

const seen: ManagedObjectView = {
  kind: 'ResourceQuota',
  name: 'bailiwick',
  desired: 'kind: ResourceQuota',
  presence: 'present',
  observed: 'kind: ResourceQuota',
  changes: [],
};
const change = { path: 'spec.hard.pods', desired: '"20"', observed: '"999"' };

test.each<[Partial<ManagedObjectView>, string, string]>([
  [{}, 'ok', 'As desired'],
  [{ changes: [change] }, 'warning', 'One field differs'],
  [{ changes: [change, change] }, 'warning', '2 fields differ'],
  [{ presence: 'absent', observed: null }, 'warning', 'Missing'],
  [{ presence: 'unknown', observed: null }, 'neutral', 'Not seen yet'],
  [{ presence: 'too-large', observed: null }, 'warning', 'Not compared'],
  [{ desired: null }, 'warning', 'Not desired'],
  [{ desired: null, presence: 'too-large', observed: null }, 'warning', 'Not desired'],
])('%o is %s: %s', (over, tone, label) =>
  expect(objectVerdict({ ...seen, ...over })).toMatchObject({ tone, label }),
);
