import { expect, test } from 'vitest';
import { documentOf, summarize } from './report.ts';

const ms = (values: number[]) => ({ unit: 'ms', values });

test('percentiles are measured values, by nearest rank', () => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index);
  expect(summarize(ms(values))).toMatchObject({ count: 50, min: 1, p50: 25, p95: 48, p99: 50, max: 50 });
  expect(summarize(ms([7.04]))).toMatchObject({ count: 1, p50: 7.04, max: 7.04 });
  expect(summarize(ms([1234.5]))).toMatchObject({ p50: 1235 });
});

test.each([
  [{ at: 'p50', most: 25 }, 'p50 ≤ 25', true],
  [{ at: 'p50', most: 24 }, 'p50 ≤ 24', false],
  [{ at: 'min', least: 1 }, 'min ≥ 1', true],
  [{ at: 'min', least: 1.1 }, 'min ≥ 1.1', false],
] as const)('a goal is held against its percentile: %j', (goal, text, met) => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index);
  expect(summarize({ ...ms(values), goals: [goal] }).goals).toEqual([{ text, met }]);
});

test('a series without values meets no goal', () => {
  expect(summarize({ ...ms([]), goals: [{ at: 'max', most: 1 }] }).goals).toEqual([
    { text: 'max ≤ 1', met: false },
  ]);
});

test('the document shows each series with its goals and the versions it was measured on', () => {
  const series = {
    'approve → Ready': summarize({ ...ms([40, 90]), goals: [{ at: 'max', most: 50 }] }),
  };
  const versions = { node: 'v24' };
  const text = documentOf([
    {
      name: 'x',
      about: 'What it is.',
      known: 'Known elsewhere.',
      at: '2026-01-02T03:04:05Z',
      commit: 'abc',
      versions,
      series,
    },
  ]);
  expect(text).toContain('| approve → Ready | ms | 2 | 40 | 40 | 90 | 90 | 90 | max ≤ 50 ✗ |');
  expect(text).toContain('2026-01-02, commit abc, node v24');
  expect(text).toContain('Known elsewhere.');
});
