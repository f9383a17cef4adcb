import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity, type Quantity } from '../quantity.ts';
import { daysSinceHigh, highDays, type KeyEvidence, unusedOfAsk } from './key-evidence.ts';
import { evidenceVerdict } from './verdict.ts';

const cpu = (text: string) => parseQuantity(text);

/** Daily peaks in cores, oldest first. */
function evidence(
  peaks: (number | null)[],
  from: string,
  to: string,
  over: Partial<KeyEvidence> = {},
): KeyEvidence {
  const seen = peaks.filter((peak) => peak !== null);
  const amount = (value: number): Quantity => cpu(`${Math.round(value * 1000)}m`);
  const max = amount(Math.max(0, ...seen));
  const daily = peaks.map((peak) => (peak === null ? null : amount(peak)));
  const use = seen.length === 0 ? null : { measuredDays: seen.length, p50: max, p95: max, max, daily };
  return {
    key: 'requests.cpu',
    before: cpu(from),
    after: cpu(to),
    use,
    fullInDays: null,
    refused: false,
    ...over,
  };
}

const days = (count: number, peak: number) => Array<number>(count).fill(peak);
const busy = [...days(9, 1), ...days(5, 3.72)];

test.each<[string, KeyEvidence[], string, string]>([
  [
    'high use',
    [evidence(busy, '4', '6')],
    'fits',
    'CPU requests reached 93 % on 5 of 14 days: the request fits.',
  ],
  [
    'low use',
    [evidence(days(14, 0.5), '4', '6')],
    'doubtful',
    'At most 12 % of CPU requests was used in 14 days: there is room without it.',
  ],
  [
    'far too much',
    [evidence(busy, '4', '16')],
    'doubtful',
    'CPU requests reached 93 % on 5 of 14 days, but 23 % of the 16 CPU asked for would be in use at the peak.',
  ],
  [
    'one of two keys',
    [evidence(busy, '4', '6'), evidence(days(14, 1), '10', '12', { key: 'pods' })],
    'doubtful',
    'CPU requests reached 93 % on 5 of 14 days, but at most 10 % of pods was used in 14 days.',
  ],
  [
    'too few days',
    [evidence([null, null, 3.9, 3.9], '4', '6')],
    'unknown',
    'Measured for 2 days only: too little to tell.',
  ],
  [
    'nothing measured',
    [evidence([], '4', '6')],
    'unknown',
    'Nothing was measured of CPU requests: too little to tell.',
  ],
  [
    'one key unknown',
    [evidence(busy, '4', '6'), evidence([], '10', '12', { key: 'pods' })],
    'unknown',
    'Nothing was measured of pods: too little to tell.',
  ],
  [
    'full soon',
    [evidence(days(14, 2), '4', '5', { fullInDays: 6 })],
    'fits',
    'CPU requests will be full in about 6 days: the request fits.',
  ],
  [
    'full late',
    [evidence(days(14, 2), '4', '5', { fullInDays: 40 })],
    'doubtful',
    'At most 50 % of CPU requests was used in 14 days: there is room without it.',
  ],
  [
    'refused',
    [evidence([], '4', '5', { refused: true })],
    'fits',
    'The cluster refused workloads for lack of CPU requests: the request fits.',
  ],
  [
    'giving back',
    [evidence(days(14, 0.5), '4', '2')],
    'fits',
    'At most 12 % of CPU requests was used in 14 days: it can give this back.',
  ],
  [
    'giving back too much',
    [evidence(days(14, 3), '4', '2')],
    'doubtful',
    'CPU requests were used up to 3 CPU: 2 CPU would be too tight.',
  ],
  ['no change', [evidence(busy, '4', '4')], 'unknown', 'No limit changes, so use says nothing about it.'],
])('%s', (_what, keys, tone, sentence) => {
  expect(evidenceVerdict(keys)).toEqual({ tone, sentence });
});

const peak = fc.option(
  fc.integer({ min: 0, max: 40 }).map((tenth) => tenth / 10),
  { nil: null },
);
const anyKey = fc
  .record({
    peaks: fc.array(peak, { maxLength: 14 }),
    from: fc.integer({ min: 0, max: 40 }),
    to: fc.integer({ min: 0, max: 40 }),
    fullInDays: fc.option(fc.nat(60), { nil: null }),
  })
  .map(({ peaks, from, to, fullInDays }) => evidence(peaks, `${from}00m`, `${to}00m`, { fullInDays }));

test('without three measured days of every key that changes nothing speaks for a request', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 4 }), anyKey, (others, short) => {
      const changed = { ...short, use: null, before: cpu('1'), after: cpu('2') };
      expect(evidenceVerdict([...others, changed]).tone).not.toBe('fits');
    }),
  );
});

test('the unused part of what is asked for lies between nothing and all of it', () => {
  fc.assert(
    fc.property(anyKey, (each) => {
      const ask = unusedOfAsk(each);
      if (ask === null) return;
      expect(ask.unused.nano >= 0n && ask.unused.nano <= ask.asked.nano).toBe(true);
    }),
  );
});

test('days are counted from the latest one that was high, by the limit of now', () => {
  expect(daysSinceHigh(evidence([1, 3.9, 1, 1], '4', '6'))).toBe(2);
  expect(daysSinceHigh(evidence([1, 1], '4', '6'))).toBeNull();
  expect(highDays(evidence([null, 3.2, 1], '4', '6'))).toEqual({ high: 1, seen: 2 });
});
