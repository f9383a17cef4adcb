import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ForecastAlert, nextForecastAlert } from './forecast-alert.ts';

const dayMs = 86_400_000;
const inDays = (days: number) => ({ days, earliest: days, latest: days });
const nothing: ForecastAlert = { isOpen: false, missingSince: null, at: -1 };

/** What is told of one look a day: days until full, null for no forecast, 'full'. */
function told(looks: readonly (number | null | 'full')[], horizon: number | null = 14): (string | null)[] {
  let state = nothing;
  return looks.map((look, day) => {
    const forecast = typeof look === 'number' ? inDays(look) : null;
    const next = nextForecastAlert(state, { forecast, isFull: look === 'full', at: day * dayMs }, horizon);
    state = next.state;
    return next.news;
  });
}

describe('alerts of forecasts', () => {
  test.each<[string, (number | null | 'full')[], (string | null)[]]>([
    ['open within the horizon', [15, 14, 13], [null, 'forecast', null]],
    ['are told once while it comes nearer', [12, 11, 10, 9], ['forecast', null, null, null]],
    ['bear with a day beyond the horizon', [14, 17, 18, 14], ['forecast', null, null, null]],
    ['end clearly beyond it', [14, 19, 20], ['forecast', 'forecast-over', null]],
    ['bear with a day without', [14, null, 13], ['forecast', null, null]],
    [
      'end after two days without',
      [14, null, null, null, null],
      ['forecast', null, null, 'forecast-over', null],
    ],
    ['end without a word when it is full', [3, 'full', 'full'], ['forecast', null, null]],
    ['open again after an end', [14, 30, 14], ['forecast', 'forecast-over', 'forecast']],
  ])('%s', (_title, looks, expected) => expect(told(looks)).toEqual(expected));

  test('are not made where the team wants none', () => {
    expect(told([1, 2], null)).toEqual([null, null]);
  });

  test('opening and ending alternate, and late looks change nothing', () => {
    const look = fc.option(fc.nat(60), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(look, fc.nat(5)), { maxLength: 40 }), (looks) => {
        let state = nothing;
        for (const [index, [days, age]] of looks.entries()) {
          const at = (index * dayMs) / 2;
          const forecast = days === null ? null : inDays(days);
          const { state: next, news } = nextForecastAlert(state, { forecast, isFull: false, at }, 14);
          expect(news).toBe(newsBetween(state.isOpen, next.isOpen));
          const late = nextForecastAlert(next, { forecast: null, isFull: true, at: at - age }, 14);
          expect(late).toEqual({ state: next, news: null });
          state = next;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function newsBetween(before: boolean, after: boolean): string | null {
  if (before === after) return null;
  return after ? 'forecast' : 'forecast-over';
}
