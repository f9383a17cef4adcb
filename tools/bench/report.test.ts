import { expect, test } from 'vitest';
import { documentOf, summarize } from './report.ts';

test('percentiles are measured values, by nearest rank', () => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index);
  expect(summarize(values)).toEqual({ count: 50, p50: 25, p99: 50, max: 50 });
  expect(summarize([7.04])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 });
});

test('the document shows each series with the versions it was measured on', () => {
  const series = { 'approve → Ready': { count: 50, p50: 40, p99: 90, max: 95 } };
  const text = documentOf([
    { name: 'x', at: '2026-01-02T03:04:05Z', commit: 'abc', versions: { node: 'v24' }, series },
  ]);
  expect(text).toContain('| approve → Ready | 50 | 40 | 90 | 95 |');
  expect(text).toContain('2026-01-02, commit abc, node v24');
});
