import { RatioBar, ShareWord } from '#components/ui/quota-bar.tsx';
import type { QuotaUsageLine } from '#lib/domain/environment-views.ts';

/** The key that is nearest to its limit; undefined while nothing is known. */
export function worstQuota(lines: readonly QuotaUsageLine[]): QuotaUsageLine | undefined {
  return lines
    .filter(({ ratio }) => ratio !== null)
    .reduce<QuotaUsageLine | undefined>(
      (worst, line) => ((line.ratio ?? 0) > (worst?.ratio ?? -1) ? line : worst),
      undefined,
    );
}

/** How full an environment is, by its fullest key. */
export function WorstQuota({ lines }: { lines: readonly QuotaUsageLine[] }) {
  const worst = worstQuota(lines);
  if (!worst) return <span className="text-subtle">not known yet</span>;
  return (
    <span className="grid grid-cols-[minmax(6rem,1fr)_auto] items-center gap-x-3">
      <span className="grid gap-0.5">
        <span className="text-sm text-muted">{worst.label}</span>
        <RatioBar ratio={worst.ratio} />
      </span>
      <span className="text-sm tabular-nums">
        <ShareWord ratio={worst.ratio} />
      </span>
    </span>
  );
}
