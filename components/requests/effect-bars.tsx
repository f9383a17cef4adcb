import { CircleX } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import type { BudgetEffectLine } from '#lib/domain/views.ts';

/** What a request does to a team's budget: key by key before → after, as words and as a bar. */
export function EffectBars({ lines, className }: { lines: readonly BudgetEffectLine[]; className?: string }) {
  return (
    <ul className={cn('grid gap-3', className)}>
      {lines.map((line) => (
        <li key={line.key} className="grid gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
            <span>{line.label}</span>
            <span className="tabular-nums">
              <span className="text-subtle">{line.beforeText} → </span>
              <span className="font-medium">{line.afterText}</span>
              <span className="text-subtle">
                {line.budgetText === null ? ' · no budget set' : ` of ${line.budgetText}`}
              </span>
            </span>
          </div>
          {line.afterRatio === null ? null : <EffectBar line={line} />}
          {line.over ? (
            <p className="flex items-center gap-1 text-sm text-danger">
              <CircleX aria-hidden className="size-4" />
              More than the budget
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

// What stays is solid, what is added or given back is lighter with an edge; the words above say the same.
function EffectBar({ line }: { line: BudgetEffectLine }) {
  const before = clamp(line.beforeRatio);
  const after = clamp(line.afterRatio);
  return (
    <svg aria-hidden="true" className="block h-2 w-full overflow-hidden rounded-full">
      <rect data-fill="track" width="100%" height="100%" className="fill-sunken" />
      <rect
        width={percent(Math.max(before, after))}
        height="100%"
        className={line.over ? 'fill-danger/50' : 'fill-accent/40'}
      />
      <rect
        data-fill="used"
        width={percent(Math.min(before, after))}
        height="100%"
        className={line.over ? 'fill-danger' : 'fill-accent'}
      />
    </svg>
  );
}

const clamp = (ratio: number | null) => Math.min(1, Math.max(0, ratio ?? 0));
const percent = (ratio: number) => `${(ratio * 100).toFixed(2)}%`;
