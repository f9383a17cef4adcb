import Link from 'next/link';
import { type Segment, SegmentBar } from '#components/ui/segment-bar.tsx';

export type BudgetSegment = Segment & {
  /** As people write it: "3 CPU". */
  granted: string;
};

export type BudgetRow = {
  key: string;
  label: string;
  /** As people write them, each with its unit. */
  used: string;
  granted: string;
  free: string;
  budget: string;
  segments: readonly BudgetSegment[];
};

/** A team's budget for one quota key, split by environment. The names below lead to the same places as the parts. */
export function BudgetBar({ row }: { row: BudgetRow }) {
  const { label, used, granted, free, budget, segments } = row;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="text-sm text-muted tabular-nums">
          {used} used · {granted} granted · {free} free of {budget}
        </span>
      </div>
      <SegmentBar label={`${label}, budget of ${budget}`} segments={segments} />
      <ul className="flex flex-wrap gap-x-4 text-sm text-subtle">
        {segments.map((segment) => (
          <li key={segment.id} className="tabular-nums">
            {segment.href ? (
              <Link
                href={segment.href}
                className="inline-block leading-6 text-muted underline underline-offset-3"
              >
                {segment.label}
              </Link>
            ) : (
              segment.label
            )}{' '}
            {segment.granted}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function BudgetBars({ rows }: { rows: readonly BudgetRow[] }) {
  return (
    <div className="grid gap-5">
      <BudgetLegend />
      {rows.map((row) => (
        <BudgetBar key={row.key} row={row} />
      ))}
    </div>
  );
}

function BudgetLegend() {
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-subtle">
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden="true" className="h-3 w-5 rounded-sm">
          <rect data-fill="used" width="100%" height="100%" className="fill-accent" />
        </svg>
        used
      </span>
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden="true" className="h-3 w-5 rounded-sm">
          <rect data-fill="track" width="100%" height="100%" className="fill-sunken" />
          <path d="M-2 12 8 0M6 12 16 0M14 12 24 0" className="stroke-accent stroke-2" />
        </svg>
        granted, not used
      </span>
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden="true" className="h-3 w-5 rounded-sm">
          <rect data-fill="track" width="100%" height="100%" className="fill-sunken" />
        </svg>
        free
      </span>
    </p>
  );
}
