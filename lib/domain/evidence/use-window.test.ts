import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Quantity } from '../quantity.ts';
import { type UseBucket, windowUse } from './use-window.ts';

const hour = 3_600_000;
const day = 24 * hour;
const until = 100 * day;
const amount = (cores: number): Quantity => ({ nano: BigInt(cores) * 1_000_000_000n, format: 'decimalSI' });
const cores = (quantity: Quantity | null) =>
  quantity === null ? null : Number(quantity.nano / 1_000_000_000n);
const bucket = (at: number, peak: number, last = peak, minutes = 60): UseBucket => ({
  at,
  minutes,
  peak: amount(peak),
  last: amount(last),
});

test('nothing measured is nothing, not zero', () => {
  expect(windowUse([], until, 14)).toBeNull();
  expect(windowUse([bucket(until + hour, 3)], until, 14)).toBeNull();
});

test('what held before the window holds on, and a peak counts for its hour only', () => {
  const use = windowUse([bucket(until - 20 * day, 1, 1, 0), bucket(until - 2 * day, 9, 2)], until, 14);
  expect([
    use?.measuredDays,
    cores(use?.p50 ?? null),
    cores(use?.p95 ?? null),
    cores(use?.max ?? null),
  ]).toEqual([14, 1, 2, 9]);
  expect(use?.daily.map(cores)).toEqual([...Array(12).fill(1), 9, 2]);
});

test('an hour over the end of a day counts for one of them', () => {
  const use = windowUse([bucket(until - 9 * day, 1, 1, 0), bucket(until - day - hour / 4, 9, 1)], until, 3);
  expect(use?.daily.map(cores)).toEqual([1, 1, 9]);
});

test('days before the first measurement are not known', () => {
  const use = windowUse([bucket(until - 2.5 * day, 4)], until, 5);
  expect(use?.measuredDays).toBe(2);
  expect(use?.daily.map(cores)).toEqual([null, null, 4, 4, 4]);
});

test('shares of the time are those of a count hour by hour', () => {
  const hours = fc.uniqueArray(fc.record({ at: fc.nat(71), peak: fc.nat(20), fall: fc.nat(20) }), {
    selector: ({ at }) => at,
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(hours, (rows) => {
      const sorted = [...rows].sort((one, other) => one.at - other.at);
      const begin = until - 3 * day;
      const buckets = sorted.map(({ at, peak, fall }) =>
        bucket(begin + at * hour, peak, Math.max(0, peak - fall)),
      );
      const counted: number[] = [];
      let held = 0;
      for (let at = sorted[0]?.at ?? 0; at < 72; at += 1) {
        const own = sorted.find((row) => row.at === at);
        counted.push(own?.peak ?? held);
        held = own === undefined ? held : Math.max(0, own.peak - own.fall);
      }
      const ranked = [...counted].sort((one, other) => one - other);
      const at = (share: number) => ranked[Math.ceil(ranked.length * share) - 1];
      const use = windowUse(buckets, until, 3);
      expect(cores(use?.p50 ?? null)).toBe(at(0.5));
      expect(cores(use?.p95 ?? null)).toBe(at(0.95));
      expect(cores(use?.max ?? null)).toBe(ranked.at(-1));
      expect(Math.max(...(use?.daily ?? []).map((peak) => cores(peak) ?? 0))).toBe(ranked.at(-1));
    }),
  );
});
