import { compareQuantities, type Quantity, quantityRatio, subtractQuantities } from '../quantity.ts';
import type { WindowUse } from './use-window.ts';

/** The stretch that approvers are shown. */
export const evidenceDays = 14;

/** From here on a limit counts as nearly reached. */
export const highShare = 0.8;

/** What is known of one key that a request changes. */
export interface KeyEvidence {
  key: string;
  /** The hard limit as it is, and as it is asked for. */
  before: Quantity;
  after: Quantity;
  /** Null where nothing was measured. */
  use: WindowUse | null;
  /** In how many days it will be full at this rate; null without a forecast. */
  fullInDays: number | null;
  /** The cluster refused workloads for lack of it in these days. */
  refused: boolean;
}

/** On how many of the days that were measured the use came near the limit of now, and on how many it was measured. */
export function highDays({ before, use }: Pick<KeyEvidence, 'before' | 'use'>): {
  high: number;
  seen: number;
} {
  const seen = (use?.daily ?? []).flatMap((peak) => (peak === null ? [] : [peak]));
  return { high: seen.filter((peak) => isHigh(peak, before)).length, seen: seen.length };
}

/** Whole days since the use came near the limit of now: 0 is within the last day; null if it never did. */
export function daysSinceHigh({ before, use }: Pick<KeyEvidence, 'before' | 'use'>): number | null {
  const daily = use?.daily ?? [];
  const at = daily.findLastIndex((peak) => peak !== null && isHigh(peak, before));
  return at < 0 ? null : daily.length - 1 - at;
}

function isHigh(peak: Quantity, limit: Quantity): boolean {
  return (quantityRatio(peak, limit) ?? 0) >= highShare;
}

/** How much of what is asked for in addition lies unused already, even at the peak; null unless the key grows and was measured. */
export function unusedOfAsk({
  before,
  after,
  use,
}: KeyEvidence): { asked: Quantity; unused: Quantity } | null {
  if (use === null || compareQuantities(after, before) <= 0) return null;
  const asked = subtractQuantities(after, before);
  const spare = subtractQuantities(before, use.max);
  if (spare.nano <= 0n) return { asked, unused: { nano: 0n, format: asked.format } };
  return { asked, unused: compareQuantities(spare, asked) < 0 ? spare : asked };
}
