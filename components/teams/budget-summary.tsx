import { RatioBar } from '#components/ui/quota-bar.tsx';
import type { BudgetLine } from '#lib/domain/views.ts';

/** The team's budget in short: how much of each key is granted, the fullest first. */
export function BudgetSummary({ lines, limit }: { lines: readonly BudgetLine[]; limit: number }) {
  if (lines.length === 0)
    return (
      <p className="text-muted">No budget is set. An admin sets one; until then nothing can be granted.</p>
    );
  const fullest = [...lines].sort((one, other) => other.grantedRatio - one.grantedRatio).slice(0, limit);
  return (
    <ul className="grid gap-3">
      {fullest.map(({ key, label, grantedText, usedText, budgetText, grantedRatio }) => (
        <li key={key} className="grid gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>{label}</span>
            <span className="text-sm tabular-nums">
              {grantedText} <span className="text-subtle">/ {budgetText} granted</span>
            </span>
          </div>
          <RatioBar ratio={grantedRatio} />
          <p className="text-sm text-subtle tabular-nums">{usedText} in use</p>
        </li>
      ))}
    </ul>
  );
}
