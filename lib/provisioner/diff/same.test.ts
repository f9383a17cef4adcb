import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffObject } from './diff.ts';

// Few keys and values, so that equal and nearly equal ones are common.
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, '', '1', 1, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
}));

/** What the API server makes of it: nothing of an empty list, sorted keys. */
function plain(given: unknown): unknown {
  if (given === null || (Array.isArray(given) && given.length === 0)) return undefined;
  if (Array.isArray(given)) return given.map(plain);
  if (typeof given !== 'object') return given;
  const entries = Object.entries(given).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test('two values differ exactly when their plain texts do', () => {
  const limits = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'x', labels: {} } };
  fc.assert(
    fc.property(value, value, (a, b) => {
      const changes = diffObject({ ...limits, spec: a }, { ...limits, spec: b });
      expect(changes.length === 0).toBe(JSON.stringify(plain(a)) === JSON.stringify(plain(b)));
    }),
    { numRuns: 3_000 },
  );
});
