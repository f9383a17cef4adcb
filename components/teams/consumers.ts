import type { BudgetLine } from '#lib/domain/views.ts';

export type Consumer = {
  environment: string;
  href: string;
  label: string;
  usedText: string;
  grantedText: string;
  /** used / budget */
  ratio: number;
};

/** The largest uses of a budget over all keys and environments. */
export function topConsumers(lines: readonly BudgetLine[], limit: number): Consumer[] {
  return lines
    .flatMap(({ label, segments }) =>
      segments.map((segment) => ({ ...segment, label, ratio: segment.usedRatio })),
    )
    .filter(({ ratio }) => ratio > 0)
    .sort((one, other) => other.ratio - one.ratio)
    .slice(0, limit)
    .map(({ environment, href, label, usedText, grantedText, ratio }) => ({
      environment,
      href,
      label,
      usedText,
      grantedText,
      ratio,
    }));
}
