import { compareQuantities, type Quantity } from '../quantity.ts';

/** Use in one bucket of time: its peak, and what it ends with, which holds until the next. Times in milliseconds. */
export interface UseBucket {
  at: number;
  /** 0 for what held when the history begins. */
  minutes: number;
  peak: Quantity;
  last: Quantity;
}

/** How much was used in the days before a moment. */
export interface WindowUse {
  /** Whole days that were measured without a gap until the moment. */
  measuredDays: number;
  /** Use stayed at or below it for half of the measured time. */
  p50: Quantity;
  p95: Quantity;
  max: Quantity;
  /** The highest use of each day, counted back from the moment, oldest first; null where nothing was measured. */
  daily: (Quantity | null)[];
}

interface Step {
  from: number;
  to: number;
  used: Quantity;
  /** The peak of a bucket, which was reached at some moment of it; else what held all the time. */
  isPeak: boolean;
}

const day = 86_400_000;
const minute = 60_000;

/** The use of one key in the days before `until`; null where nothing was measured. Buckets come in the order of time. */
export function windowUse(buckets: readonly UseBucket[], until: number, days: number): WindowUse | null {
  const from = until - days * day;
  const steps = stepsOf(buckets, until)
    .map((step) => ({ ...step, from: Math.max(step.from, from), to: Math.min(step.to, until) }))
    .filter((step) => step.to > step.from);
  const first = steps[0];
  if (first === undefined) return null;
  const ranked = [...steps].sort((one, other) => compareQuantities(one.used, other.used));
  const measured = until - first.from;
  return {
    measuredDays: Math.floor(measured / day),
    p50: atShare(ranked, measured / 2),
    p95: atShare(ranked, measured * 0.95),
    max: ranked.at(-1)?.used ?? first.used,
    daily: Array.from({ length: days }, (_, index) => peakOf(steps, from + index * day)),
  };
}

function stepsOf(buckets: readonly UseBucket[], until: number): Step[] {
  return buckets.flatMap(({ at, minutes, peak, last }, index) => {
    const ends = at + minutes * minute;
    const next = buckets[index + 1]?.at ?? until;
    return [
      { from: at, to: Math.min(ends, next), used: peak, isPeak: true },
      { from: ends, to: next, used: last, isPeak: false },
    ];
  });
}

/** The amount at or below which use stayed for that much of the time. */
function atShare(ranked: readonly Step[], share: number): Quantity {
  let passed = 0;
  for (const { from, to, used } of ranked) {
    passed += to - from;
    if (passed >= share) return used;
  }
  return (ranked.at(-1) as Step).used;
}

/** The highest use of a day. A bucket over midnight counts for the day in which most of it lies: nobody was high twice. */
function peakOf(steps: readonly Step[], begin: number): Quantity | null {
  const within = ({ from, to, isPeak }: Step) => {
    const middle = (from + to) / 2;
    return isPeak ? middle >= begin && middle < begin + day : from < begin + day && to > begin;
  };
  return steps
    .filter(within)
    .reduce<Quantity | null>(
      (top, { used }) => (top === null || compareQuantities(used, top) > 0 ? used : top),
      null,
    );
}
