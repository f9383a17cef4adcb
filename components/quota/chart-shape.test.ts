import { expect, it } from 'vitest';
import { chartShape, timeTicks } from './chart-shape.ts';

const frame = { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z', height: 118, hasLimit: true };

it('holds a value until the next sample and the last one until the end', () => {
  const points = [
    { at: '2026-11-23T00:00:00Z', ratio: 0 },
    { at: '2026-11-23T12:00:00Z', ratio: 0.5 },
  ];
  expect(chartShape(points, frame).line).toBe('M0,118L500,118L500,68L1000,68L1000,68');
});

it('keeps the limit inside when more is used than allowed', () => {
  expect(chartShape([{ at: frame.from, ratio: 2 }], frame).limitY).toBe(68);
  expect(chartShape([{ at: frame.from, ratio: 0.1 }], frame).limitY).toBe(18);
});

it('draws nothing without samples', () => {
  expect(chartShape([], frame)).toMatchObject({ line: '', area: '' });
});

it('writes hours for a day and dates for a month', () => {
  expect(timeTicks(frame.from, frame.to).map(({ label }) => label)).toEqual([
    '00:00',
    '06:00',
    '12:00',
    '18:00',
    '00:00',
  ]);
  expect(timeTicks('2026-10-25T00:00:00Z', frame.to).map(({ label }) => label)[0]).toBe('25 Oct');
});
