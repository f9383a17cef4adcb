import { percent } from '../percent.ts';
import { type Quantity, quantityRatio } from '../quantity.ts';
import type { LimitChange } from './facts.ts';

/** A share as people read it, rounded down; "–" of nothing. */
export function shareText(amount: Quantity, whole: Quantity): string {
  const ratio = quantityRatio(amount, whole);
  return ratio === null ? '–' : percent(ratio);
}

/** By how much a limit grows in whole percent, rounded up; 0 when it doesn't, null where it can't be said. */
export function growthPercent({ before, after }: LimitChange): number | null {
  if (before === null || after === null || before.nano <= 0n) return null;
  if (after.nano <= before.nano) return 0;
  return Number(((after.nano - before.nano) * 100n + before.nano - 1n) / before.nano);
}
