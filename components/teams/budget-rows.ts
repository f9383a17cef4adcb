import type { BudgetRow } from '#components/quota/budget-bar.tsx';
import type { BudgetLine } from '#lib/domain/views.ts';

/** Budget lines in the shape of the bars; the texts of the parts say granted and used. */
export function budgetRows(lines: readonly BudgetLine[]): BudgetRow[] {
  return lines.map((line) => ({
    key: line.key,
    label: line.label,
    used: line.usedText,
    granted: line.grantedText,
    free: line.freeText,
    budget: line.budgetText,
    segments: line.segments.map(({ environment, href, usedRatio, grantedRatio, usedText, grantedText }) => ({
      id: `${line.key}-${environment}`,
      label: environment,
      usedRatio,
      grantedRatio,
      href,
      granted: grantedText,
      description: `${usedText} used of ${grantedText} granted`,
    })),
  }));
}
