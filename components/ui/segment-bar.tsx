import Link from 'next/link';

export type Segment = {
  id: string;
  label: string;
  /** Shares of the whole bar. `granted` includes `used`. */
  usedRatio: number;
  grantedRatio: number;
  href?: string | undefined;
  /** The numbers in words: "2 of 3 CPU used". */
  description: string;
};

type SegmentBarProps = { label: string; segments: readonly Segment[]; className?: string | undefined };

/** A whole split in parts: used solid, granted hatched, free empty. Each part with an address is a link. */
export function SegmentBar({ label, segments, className }: SegmentBarProps) {
  const starts = segments.map((_, index) =>
    segments.slice(0, index).reduce((sum, { grantedRatio }) => sum + clamp(grantedRatio), 0),
  );
  return (
    <figure aria-label={label} className={className}>
      <svg className="block h-6 w-full overflow-hidden rounded-md">
        <title>{label}</title>
        <rect data-fill="track" width="100%" height="100%" className="fill-sunken" />
        {segments.map((segment, index) => (
          <svg
            key={segment.id}
            role="presentation"
            x={percent(starts[index] ?? 0)}
            width={percent(segment.grantedRatio)}
            height="100%"
          >
            <SegmentPart segment={segment} />
          </svg>
        ))}
      </svg>
    </figure>
  );
}

function SegmentPart({ segment }: { segment: Segment }) {
  const { id, label, usedRatio, grantedRatio, href, description } = segment;
  const share = grantedRatio > 0 ? clamp(usedRatio / grantedRatio) : 0;
  const hatch = `hatch-${id.replace(/[^\w-]/g, '-')}`;
  const part = (
    <>
      <title>{`${label}: ${description}`}</title>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="6" className="stroke-accent" strokeWidth="3" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${hatch})`} />
      <rect data-fill="used" width={percent(share)} height="100%" className="fill-accent" />
      <rect x="100%" width="2" height="100%" transform="translate(-2)" className="fill-surface" />
    </>
  );
  if (!href) return part;
  return (
    <Link href={href} aria-label={`${label}: ${description}`} className="hover:opacity-80">
      {part}
    </Link>
  );
}

const clamp = (ratio: number) => Math.min(1, Math.max(0, ratio));
const percent = (ratio: number) => `${(clamp(ratio) * 100).toFixed(3)}%`;
