import { formatQuantity, parseQuantity, type Quantity } from '#lib/domain/quantity.ts';
import { checkQuota } from '#lib/domain/requests/quota.ts';
import { measureOf } from '#lib/domain/resource-key.ts';
import { readQuantity } from './read-quantity.ts';

export type Bounds = { min: string; max: string };

const WHOLE = 1_000_000_000n;
const binary = parseQuantity('1Gi').format;
const GIBI = 1024n ** 3n * WHOLE;

/** Why the text can't be the amount of that key, in words; null when it can. The same check as on the server. */
export function quotaProblem(key: string, text: string, { min, max }: Bounds): string | null {
  return checkQuota({ [key]: text }, { [key]: { min, max, default: min } }).problems[`quota.${key}`] ?? null;
}

/** The next amount up or down: multiples of a step that grows with the amount, held within the bounds; null at a bound. */
export function stepQuota(key: string, text: string, bounds: Bounds, direction: 1 | -1): string | null {
  const [min, max] = [readQuantity(bounds.min), readQuantity(bounds.max)];
  const from = readQuantity(text) ?? min;
  if (!from || !min || !max) return null;
  const target = direction === 1 ? nextUp(key, from.nano) : nextDown(key, from.nano);
  const held = clamp(target, min.nano, max.nano);
  if (held === from.nano) return null;
  return formatQuantity({ nano: held, format: formatOf(key, from) });
}

function formatOf(key: string, from: Quantity): Quantity['format'] {
  return measureOf(key) === 'bytes' ? binary : from.format;
}

function nextUp(key: string, nano: bigint): bigint {
  const step = stepAt(key, nano);
  return (nano / step + 1n) * step;
}

function nextDown(key: string, nano: bigint): bigint {
  const step = stepAt(key, nano - 1n);
  return ((nano - 1n) / step) * step;
}

const clamp = (value: bigint, low: bigint, high: bigint) => (value < low ? low : value > high ? high : value);

type Step = { below: bigint; step: bigint };

// Small amounts go in small steps, large ones in large steps.
const steps: Record<ReturnType<typeof measureOf>, { small: Step[]; large: bigint }> = {
  cpu: {
    small: [
      { below: WHOLE, step: WHOLE / 4n },
      { below: 4n * WHOLE, step: WHOLE / 2n },
    ],
    large: WHOLE,
  },
  bytes: {
    small: [
      { below: GIBI, step: GIBI / 4n },
      { below: 16n * GIBI, step: GIBI },
      { below: 64n * GIBI, step: 4n * GIBI },
    ],
    large: 10n * GIBI,
  },
  count: {
    small: [
      { below: 10n * WHOLE, step: WHOLE },
      { below: 50n * WHOLE, step: 5n * WHOLE },
    ],
    large: 10n * WHOLE,
  },
};

function stepAt(key: string, nano: bigint): bigint {
  const { small, large } = steps[measureOf(key)];
  return small.find(({ below }) => nano < below)?.step ?? large;
}
