import { CircleAlert, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type QuotaBarProps = {
  label: ReactNode;
  /** As people write it, without a unit where `hard` has it: "3". */
  used: string;
  /** With its unit: "4 CPU". */
  hard: string;
  /** used / hard; null when nothing is allowed or known. */
  ratio: number | null;
  className?: string | undefined;
};

const fills = { ok: 'fill-accent', warning: 'fill-warning', danger: 'fill-danger' };

function level(ratio: number | null) {
  if (ratio === null || ratio < 0.8) return 'ok';
  return ratio < 1 ? 'warning' : 'danger';
}

/** One quota key: its name, the bar, used / hard and the share, with an icon and a word from 80 % on. */
export function QuotaBar({ label, used, hard, ratio, className }: QuotaBarProps) {
  return (
    <div className={cn('@container', className)}>
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 @xl:grid-cols-[11rem_1fr_8rem_6rem]">
        <span className="min-w-0">{label}</span>
        <span className="order-3 @xl:order-none">
          <RatioBar ratio={ratio} />
        </span>
        <span className="order-2 text-right whitespace-nowrap tabular-nums @xl:order-none">
          {used} <span className="text-subtle">/ {hard}</span>
        </span>
        <span className="order-4 text-right text-sm tabular-nums @xl:order-none">
          <ShareWord ratio={ratio} />
        </span>
      </div>
    </div>
  );
}

/** The share in percent, with an icon and a word from 80 % on. */
export function ShareWord({ ratio }: { ratio: number | null }) {
  const state = level(ratio);
  if (ratio === null) return <span className="text-subtle">–</span>;
  // Times 100 alone makes 28.999… of 0.29.
  const share = `${Math.floor(Math.round(ratio * 10_000) / 100)} %`;
  if (state === 'ok') return <span className="text-subtle">{share}</span>;
  const Icon = state === 'danger' ? CircleX : CircleAlert;
  return (
    <span
      className={cn('inline-flex items-center gap-1', state === 'danger' ? 'text-danger' : 'text-warning')}
    >
      <Icon aria-hidden className="size-4" />
      {share} {state === 'danger' ? 'full' : 'high'}
    </span>
  );
}

/** Only the bar; whoever uses it says the numbers in words beside it. */
export function RatioBar({ ratio, className }: { ratio: number | null; className?: string | undefined }) {
  const width = `${Math.min(1, Math.max(0, ratio ?? 0)) * 100}%`;
  return (
    <svg aria-hidden="true" className={cn('block h-2 w-full overflow-hidden rounded-full', className)}>
      <rect data-fill="track" width="100%" height="100%" className="fill-sunken" />
      <rect data-fill="used" width={width} height="100%" className={fills[level(ratio)]} />
    </svg>
  );
}
