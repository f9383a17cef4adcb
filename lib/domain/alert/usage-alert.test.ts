import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlertLevel, alertLevels, hasLeft, reaches } from './level.ts';
import { nextUsageAlert, type UsageAlert, type UsageNews, type UsageSample } from './usage-alert.ts';

const hundred = { nano: 100_000n, format: 'decimalSI' } as const;
const sampleOf = (percent: number, at: number): UsageSample => ({
  used: { nano: BigInt(Math.round(percent * 1000)), format: 'decimalSI' },
  hard: hundred,
  at,
});

/** What is told of one percentage after another. */
function told(percents: readonly number[], levels: readonly AlertLevel[] = alertLevels): string[] {
  let state: UsageAlert = { level: 0, at: -1 };
  return percents.flatMap((percent, at) => {
    const next = nextUsageAlert(state, sampleOf(percent, at), levels);
    state = next.state;
    return next.news === null ? [] : [`${next.news} ${next.state.level}`];
  });
}

describe('usage alerts', () => {
  test.each<[string, number[], string[]]>([
    ['are silent below the first level', [0, 50, 79.999], []],
    ['tell each level on the way up', [79, 80, 95, 100], ['raised 80', 'raised 95', 'raised 100']],
    ['tell only the highest of a jump', [10, 100], ['raised 100']],
    ['tell over-use as full', [130], ['raised 100']],
    ['are silent while use stays', [80, 80, 94.9, 80, 75], ['raised 80']],
    ['are silent about flapping', [80, 79, 80, 76, 81, 75, 80], ['raised 80']],
    ['tell the end once', [80, 74.999, 60, 74, 0], ['raised 80', 'recovered 0']],
    ['tell a level again after it was left', [80, 74, 80], ['raised 80', 'recovered 0', 'raised 80']],
    ['tell that it eased', [100, 94.9, 90, 89.9], ['raised 100', 'eased 95', 'eased 80']],
    ['tell full again after it eased', [100, 95, 100, 94, 100], ['raised 100', 'eased 95', 'raised 100']],
    ['tell one end of a steep fall', [100, 0], ['raised 100', 'recovered 0']],
  ])('%s', (_title, percents, expected) => expect(told(percents)).toEqual(expected));

  test('know the levels that the team wants only', () => {
    expect(told([80, 95, 100, 10], [100])).toEqual(['raised 100', 'recovered 0']);
    expect(told([100], [])).toEqual([]);
  });

  test('leave a level that was switched off without a word', () => {
    const state: UsageAlert = { level: 95, at: 0 };
    expect(nextUsageAlert(state, sampleOf(96, 1), [80])).toEqual({ state: { level: 80, at: 1 }, news: null });
    expect(nextUsageAlert(state, sampleOf(96, 1), [])).toEqual({ state: { level: 0, at: 1 }, news: null });
  });

  test('are never about what nothing was granted of', () => {
    const none = { ...sampleOf(5, 1), hard: { ...hundred, nano: 0n } };
    expect(nextUsageAlert({ level: 0, at: 0 }, none, alertLevels).news).toBeNull();
    expect(nextUsageAlert({ level: 80, at: 0 }, none, alertLevels).news).toBe('recovered');
  });
});

const walks = fc.array(fc.integer({ min: 0, max: 130_000 }), { maxLength: 60 });
const chosen = fc.subarray([...alertLevels]);

describe('whatever happens to use', () => {
  test('no level is told twice without its end in between, and no end twice', () => {
    fc.assert(
      fc.property(walks, chosen, (walk, levels) => {
        let [state, open]: [UsageAlert, ReadonlySet<AlertLevel>] = [{ level: 0, at: -1 }, new Set()];
        for (const [at, thousandths] of walk.entries()) {
          const sample = sampleOf(thousandths / 1000, at);
          const next = nextUsageAlert(state, sample, levels);
          const covered = new Set(levels.filter((level) => level <= next.state.level));
          expectPaired(open, covered, next.news, sample);
          [state, open] = [next.state, covered];
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('samples that come late change nothing, wherever they come', () => {
    const late = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 0, max: 130_000 }), fc.nat(59)));
    fc.assert(
      fc.property(walks, late, chosen, (walk, strays, levels) => {
        const inTime = walk.map((thousandths, at) => ({
          place: at,
          sample: sampleOf(thousandths / 1000, at),
        }));
        const all = [
          ...inTime,
          // No newer than what was there already when it comes.
          ...strays.map(([place, thousandths, age]) => ({
            place: place + 0.5,
            sample: sampleOf(thousandths / 1000, Math.min(place, walk.length - 1) - age),
          })),
        ].sort((one, other) => one.place - other.place);
        expect(run(all, levels)).toEqual(run(inTime, levels));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** What was told before is told again only after its end, and an end only of what was told. */
function expectPaired(
  before: ReadonlySet<AlertLevel>,
  after: ReadonlySet<AlertLevel>,
  news: UsageNews | null,
  sample: UsageSample,
): void {
  const begun = [...after].filter((level) => !before.has(level));
  const over = [...before].filter((level) => !after.has(level));
  expect(news).toBe(
    begun.length > 0 ? 'raised' : over.length === 0 ? null : after.size === 0 ? 'recovered' : 'eased',
  );
  if (begun.length > 0) expect(over).toEqual([]);
  expect(begun.every((level) => reaches(sample, level))).toBe(true);
  expect(over.every((level) => hasLeft(sample, level))).toBe(true);
}

function run(steps: readonly { sample: UsageSample }[], levels: readonly AlertLevel[]) {
  let state: UsageAlert = { level: 0, at: -1 };
  const news: UsageNews[] = [];
  for (const { sample } of steps) {
    const next = nextUsageAlert(state, sample, levels);
    state = next.state;
    if (next.news !== null) news.push(next.news);
  }
  return { state, news };
}
