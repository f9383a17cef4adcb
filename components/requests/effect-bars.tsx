import { CircleX } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import type { BudgetEffectLine } from '#lib/domain/request-views.ts';
import { inQuotaOrder } from './quota-order.ts';

type EffectBarsProps = {
  lines: readonly BudgetEffectLine[];
  /** What is said of a key that does not fit. */
  overText?: string | undefined;
  className?: string | undefined;
};

/** What a request does to a budget or plan: key by key before → after, as words and as a bar. */
export function EffectBars({ lines, overText = 'More than the budget', className }: EffectBarsProps) {
  const order = inQuotaOrder(lines.map(({ key }) => key));
  const ordered = lines.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  const bounded = ordered.filter(({ budgetText, over }) => budgetText !== null || over);
  const free = ordered.filter((line) => !bounded.includes(line));
  return (
    <div className="grid min-w-0 gap-3">
      {bounded.length > 0 ? <EffectList lines={bounded} overText={overText} className={className} /> : null}
      {free.length > 0 ? (
        <details className="text-sm">
          <summary className="inline-block leading-6 text-muted underline underline-offset-3">
            {free.length} {bounded.length > 0 ? 'more ' : ''}keys without a budget
          </summary>
          <EffectList lines={free} overText={overText} className={cn('mt-2', className)} />
        </details>
      ) : null}
    </div>
  );
}

function EffectList({ lines, overText, className }: EffectBarsProps) {
  return (
    <ul className={cn('grid gap-3', className)}>
      {lines.map((line) => (
        <li key={line.key} className="grid content-start gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
            <span>{line.label}</span>
            <span className="tabular-nums">
              <span className="text-subtle">{line.beforeText} → </span>
              <span className="font-medium">{line.afterText}</span>
              {line.budgetText === null ? null : <span className="text-subtle"> of {line.budgetText}</span>}
            </span>
          </div>
          {line.afterRatio === null ? null : <EffectBar line={line} />}
          {line.over ? (
            <p className="flex items-center gap-1 text-sm text-danger">
              <CircleX aria-hidden className="size-4" />
              {overText}
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
