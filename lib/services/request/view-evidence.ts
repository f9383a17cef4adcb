import {
  daysSinceHigh,
  evidenceDays,
  type KeyEvidence,
  unusedOfAsk,
} from '#lib/domain/evidence/key-evidence.ts';
import type { WindowUse } from '#lib/domain/evidence/use-window.ts';
import type { EvidenceKeyView, UseShare } from '#lib/domain/evidence/views.ts';
import { type Quantity, quantityRatio } from '#lib/domain/quantity.ts';
import type { BudgetEffectLine } from '#lib/domain/request-views.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';

const dayMs = 86_400_000;

/** The evidence for one key as a page shows it. */
export function viewKey(
  evidence: KeyEvidence,
  forecast: string | null,
  budget: BudgetEffectLine | undefined,
  now: Date,
): EvidenceKeyView {
  const { key, before, after, use, refused } = evidence;
  return {
    key,
    label: resourceLabel(key),
    beforeText: showQuantity(key, before),
    afterText: showQuantity(key, after),
    use: use === null ? null : viewUse(evidence, use, now),
    forecast,
    refused,
    budgetText: budget?.budgetText ? `${budget.afterText} of ${budget.budgetText}` : null,
  };
}

function viewUse(evidence: KeyEvidence, use: WindowUse, now: Date): NonNullable<EvidenceKeyView['use']> {
  const { key, before, after } = evidence;
  const shareOf = (amount: Quantity): UseShare => ({
    text: showQuantity(key, amount),
    ratio: quantityRatio(amount, before),
    ratioAfter: quantityRatio(amount, after),
  });
  const ask = unusedOfAsk(evidence);
  const begin = now.getTime() - use.daily.length * dayMs;
  return {
    p50: shareOf(use.p50),
    p95: shareOf(use.p95),
    max: shareOf(use.max),
    highText: highWords(daysSinceHigh(evidence)),
    unusedText:
      ask === null
        ? null
        : `${showQuantity(key, ask.unused)} of the ${showQuantity(key, ask.asked)} asked for`,
    points: use.daily.flatMap((peak, index) =>
      peak === null
        ? []
        : [
            {
              at: new Date(begin + index * dayMs).toISOString(),
              ratio: quantityRatio(peak, before) ?? 0,
              used: showQuantity(key, peak),
            },
          ],
    ),
  };
}

function highWords(days: number | null): string {
  if (days === null) return `not in ${evidenceDays} days`;
  if (days === 0) return 'within the last day';
  return days === 1 ? 'a day ago' : `${days} days ago`;
}
