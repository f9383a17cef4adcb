import Link from 'next/link';

export const ranges = ['24h', '7d', '30d', '90d'] as const;
export type Range = (typeof ranges)[number];

const words: Record<Range, string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};

/** The range in the address, or the shortest. */
export function readRange(value: string | undefined): Range {
  return ranges.find((range) => range === value) ?? '24h';
}

/** How far back the history goes: links, so that a view can be shared. */
export function RangeNav({ current, href }: { current: Range; href: (range: Range) => string }) {
  return (
    <nav aria-label="Time range">
      <ul className="flex rounded-md border border-border-strong">
        {ranges.map((range) => (
          <li key={range} className="border-border-strong not-first:border-l">
            <Link
              href={href(range)}
              scroll={false}
              aria-current={range === current ? 'true' : undefined}
              className="flex h-7 items-center px-2.5 text-sm text-muted hover:text-foreground aria-[current=true]:bg-accent-subtle aria-[current=true]:font-medium aria-[current=true]:text-accent"
            >
              {words[range]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
