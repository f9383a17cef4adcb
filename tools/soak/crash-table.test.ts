import { expect, test } from 'vitest';
import { crashTable } from './crashes.ts';

test('a sweep is told a line an operation, with what was not met and what took too long', () => {
  const point = { operation: 'create', side: 'api', label: 'POST Namespace', nth: 1, when: 'after' } as const;
  const results = [
    { point, convergedMs: 6_000, startedMs: 2_000 },
    { point, convergedMs: 3_000, startedMs: 1_000 },
    { point, convergedMs: null, startedMs: 0 },
  ];
  const text = crashTable(
    { points: [point, point, point, point], undisturbedMs: { create: 100 }, results, violations: [] },
    { about: 'today', seed: 7, minutes: 2 },
  );
  expect(text).toContain('today, seed 7, 2 min: **3 points, 0 violations');
  expect(text).toContain('| create | 4 | 2 | 1 | 2 | 0.1 s | 4.0 s | 4.0 s | 6.0 s |');
});
