import { StatusBadge } from '#components/ui/badge.tsx';
import type { Kept } from '#lib/domain/slo.ts';

/** The share that was as promised, and whether that is enough. */
export function KeptBadge({ kept }: { kept: Kept }) {
  if (kept.share === null) return <StatusBadge tone="neutral" label="Nothing to measure" />;
  const share = `${kept.share} %`;
  return kept.isKept ? (
    <StatusBadge tone="ok" label={`Kept: ${share}`} />
  ) : (
    <StatusBadge tone="danger" label={`Missed: ${share}`} />
  );
}

/** A stretch of days until now, in words. */
export function stretchText(days: number): string {
  return days === 1 ? 'Last day' : `Last ${days} days`;
}
