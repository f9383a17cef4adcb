import { expect, test } from 'vitest';
import { podSecurityVersions } from './pod-security-versions.ts';

test.each([
  ['v1.36.2', 'v1.36', 12],
  ['v1.28.0-eks-1', 'v1.28', 4],
  [null, 'v1.36', 12],
  ['unknown', 'v1.36', 12],
])('of %s: %s first, %i in all', (cluster, first, count) => {
  const versions = podSecurityVersions(cluster);
  expect(versions[0]).toBe(first);
  expect(versions).toHaveLength(count);
  expect(versions.at(-1)).toBe('v1.25');
});
