import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DailyPeak, forecastFull, forecastWords } from './forecast.ts';

const daysOf = (...ratios: number[]): DailyPeak[] => ratios.map((ratio, day) => ({ day, ratio }));
const line = (count: number, begin: number, slope: number) =>
  daysOf(...Array.from({ length: count }, (_, day) => begin + slope * day));

describe('a forecast', () => {
  test('of steady growth is when the line reaches the whole', () => {
    expect(forecastFull(line(10, 0.3, 0.05))).toEqual({ days: 5, earliest: 5, latest: 5 });
  });

  test('is not bent by one day out of line', () => {
    const days = line(11, 0.3, 0.04).map((each) => (each.day === 5 ? { ...each, ratio: 0.95 } : each));
    expect(forecastFull(days)).toMatchObject({ days: 8 });
  });

  test('leaves out days that nothing is known of', () => {
    const days = line(14, 0.2, 0.04).filter(({ day }) => day % 3 !== 1);
    expect(forecastFull(days)).toMatchObject({ days: 8 });
  });

  test('tells its uncertainty', () => {
    const wave = [0.02, -0.03, 0.01, 0.03, -0.02, 0];
    const days = line(14, 0.3, 0.03).map(({ day, ratio }) => ({ day, ratio: ratio + (wave[day % 6] ?? 0) }));
    const { days: middle, earliest, latest } = forecastFull(days) ?? expect.fail('There is a trend.');
    expect(earliest).toBeLessThanOrEqual(middle);
    expect(latest).toBeGreaterThan(earliest);
    expect(latest).toBeLessThan(25);
  });

  test.each<[string, DailyPeak[]]>([
    ['of fewer than seven days', line(6, 0.3, 0.1)],
    ['of a level use', line(20, 0.6, 0)],
    ['of falling use', line(20, 0.9, -0.02)],
    ['of one step up in the first half', daysOf(0.2, 0.2, 0.2, ...Array.from({ length: 11 }, () => 0.6))],
    ['of one step up in the second half', daysOf(...Array.from({ length: 11 }, () => 0.2), 0.6, 0.6, 0.6)],
    ['of up and down', daysOf(0.2, 0.8, 0.3, 0.7, 0.2, 0.9, 0.3, 0.8, 0.2, 0.7)],
    ['of a week that is full in a year', line(7, 0.3, 0.002)],
    ['of what is full', line(10, 0.2, 0.1)],
    ['of nothing', []],
  ])('%s is not made', (_title, days) => expect(forecastFull(days)).toBeNull());

  test.each([
    [{ days: 12, earliest: 9, latest: 20 }, 'full in about 12 days (9 to 20)'],
    [{ days: 1, earliest: 1, latest: 1 }, 'full in about 1 day'],
    [{ days: 0, earliest: 0, latest: 2 }, 'full within a day (0 to 2)'],
  ])('in words: %j', (forecast, words) => expect(forecastWords(forecast)).toBe(words));
});

const peaks = fc
  .array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 0, maxLength: 40 })
  .map((ratios) => daysOf(...ratios));
const trends = fc
  .record({
    count: fc.integer({ min: 7, max: 40 }),
    begin: fc.double({ min: 0, max: 0.2, noNaN: true }),
    slope: fc.double({ min: 0.012, max: 0.019, noNaN: true }),
    noise: fc.array(fc.double({ min: -0.002, max: 0.002, noNaN: true }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ count, begin, slope, noise }) =>
    line(count, begin, slope).map(({ day, ratio }) => ({
      day,
      ratio: Math.max(0, ratio + (noise[day] ?? 0)),
    })),
  );

describe('whatever the days', () => {
  test('the range is in order and holds the middle, and nothing lies in the past', () => {
    fc.assert(
      fc.property(fc.oneof(peaks, trends), (days) => {
        const forecast = forecastFull(days);
        if (forecast === null) return;
        expect(forecast.earliest).toBeGreaterThanOrEqual(0);
        expect(forecast.days).toBeGreaterThanOrEqual(forecast.earliest);
        expect(forecast.latest).toBeGreaterThanOrEqual(forecast.days);
      }),
      { numRuns: 2_000 },
    );
  });

  test('it depends neither on the order of the days nor on which day is called the first', () => {
    fc.assert(
      fc.property(fc.oneof(peaks, trends), fc.integer({ min: -1_000, max: 20_000 }), (days, shift) => {
        const moved = days.map(({ day, ratio }) => ({ day: day + shift, ratio })).reverse();
        expect(forecastFull(moved)).toEqual(forecastFull(days));
      }),
      { numRuns: 500 },
    );
  });

  test('a trend under little noise is found, and its line lies in the range', () => {
    fc.assert(
      fc.property(trends, (days) => {
        const last = days.at(-1) ?? expect.fail('There are days.');
        const forecast = forecastFull(days);
        if (last.ratio >= 1) return;
        // Seven days of slow growth reach no further than a fortnight.
        if (forecast === null) expect((1 - last.ratio) / 0.012).toBeGreaterThan(2 * last.day - 8);
        else expect(forecast.days).toBeLessThanOrEqual(2 * last.day);
      }),
      { numRuns: 500 },
    );
  });
});
