import { cn } from '#components/ui/cn.ts';
import { exactTime } from '#components/ui/relative-time.ts';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { chartShape, timeTicks } from './chart-shape.ts';

export type UsagePoint = {
  at: string;
  /** used / hard, or used / the highest value shown when nothing is set. */
  ratio: number;
  /** As people write it: "1.5 CPU". */
  used: string;
};

type UsageChartProps = {
  title: string;
  points: readonly UsagePoint[];
  /** "4 CPU"; null when the key has no hard limit. */
  hard: string | null;
  /** What that limit is called: "hard limit", "budget". */
  limitName: string;
  from: string;
  to: string;
  /** In pixels; lower where several stand among other facts. */
  height?: number | undefined;
};

const tall = 160;

/** One quota key over time, drawn on the server; the same numbers stand in a table below. */
export function UsageChart({ title, points, hard, limitName, from, to, height = tall }: UsageChartProps) {
  const shape = chartShape(points, { from, to, height, hasLimit: hard !== null });
  const last = points.at(-1);
  const summary = last
    ? `${title}: ${last.used}${hard ? ` of ${hard}` : ''} at ${exactTime(Date.parse(last.at))}`
    : `${title}: no samples in this time`;
  return (
    <figure className="grid content-start gap-1">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span className="font-medium">{title}</span>
        <span className="text-sm text-subtle tabular-nums">
          {last ? `${last.used}${hard ? ` / ${hard}` : ''}` : 'no samples yet'}
        </span>
      </figcaption>
      <svg role="img" width="100%" height={height + 20} className="block overflow-visible">
        <title>{summary}</title>
        <svg
          role="presentation"
          viewBox={`0 0 1000 ${height}`}
          preserveAspectRatio="none"
          width="100%"
          height={height}
        >
          <path d={shape.area} className="fill-accent-subtle" />
          <path
            d={shape.line}
            className="fill-none stroke-accent stroke-2"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <line x2="100%" y1={height} y2={height} className="stroke-border-strong" />
        {hard === null ? null : <LimitLine y={shape.limitY} label={`${limitName} ${hard}`} />}
        {timeTicks(from, to).map(({ x, label, edge }) => (
          <text
            key={x}
            x={`${x}%`}
            y={height + 15}
            textAnchor={edge}
            className={cn('fill-subtle text-xs tabular-nums', edge === 'middle' && 'max-sm:hidden')}
          >
            {label}
          </text>
        ))}
      </svg>
      {points.length > 0 ? <PointsTable title={title} points={points} /> : null}
    </figure>
  );
}

function LimitLine({ y, label }: { y: number; label: string }) {
  return (
    <>
      <line x2="100%" y1={y} y2={y} strokeDasharray="4 3" className="stroke-danger" />
      <text x="100%" y={y - 4} textAnchor="end" className="fill-danger text-xs">
        {label}
      </text>
    </>
  );
}

function PointsTable({ title, points }: { title: string; points: readonly UsagePoint[] }) {
  return (
    <details className="text-sm">
      <summary className="inline-block leading-6 text-accent underline underline-offset-3">
        Show as table<span className="sr-only">: {title}</span>
      </summary>
      <ScrollArea label={`${title}, values`} className="mt-1 max-h-60 rounded-md border">
        <table className="w-full tabular-nums">
          <thead>
            <tr className="text-left text-subtle">
              <th scope="col" className="px-3 py-1 font-medium">
                Time
              </th>
              <th scope="col" className="px-3 py-1 text-right font-medium">
                Used
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, used }) => (
              <tr key={at} className="border-t">
                <td className="px-3 py-1">{exactTime(Date.parse(at))}</td>
                <td className="px-3 py-1 text-right">{used}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
