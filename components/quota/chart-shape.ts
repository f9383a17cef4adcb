import { scaleLinear, scaleTime } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';

type Point = { at: string; ratio: number };
type Frame = { from: string; to: string; height: number; hasLimit: boolean };

const headroom = 18;

/** Paths in a box 1000 wide. A quota's use holds until the next sample, so the line goes in steps, up to the end. */
export function chartShape(points: readonly Point[], { from, to, height, hasLimit }: Frame) {
  const top = Math.max(hasLimit ? 1 : 0, ...points.map(({ ratio }) => ratio)) || 1;
  const x = scaleTime()
    .domain([new Date(from), new Date(to)])
    .range([0, 1000])
    .clamp(true);
  const y = scaleLinear().domain([0, top]).range([height, headroom]);
  const last = points.at(-1);
  const whole = last ? [...points, { at: to, ratio: last.ratio }] : [];
  const toX = ({ at }: Point) => Math.round(x(new Date(at)) * 10) / 10;
  const toY = ({ ratio }: Point) => Math.round(y(ratio) * 10) / 10;
  return {
    line: line<Point>(toX, toY).curve(curveStepAfter)(whole) ?? '',
    area: area<Point>(toX, height, toY).curve(curveStepAfter)(whole) ?? '',
    limitY: y(1),
  };
}

const day = 86_400_000;

/** Where to write which time under the chart, in percent of its width; UTC like every exact time. */
export function timeTicks(from: string, to: string) {
  const span = Date.parse(to) - Date.parse(from);
  const write = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    ...(span <= 2 * day ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' }),
  });
  return [0, 25, 50, 75, 100].map((x) => ({
    x,
    label: write.format(Date.parse(from) + (span * x) / 100),
    edge: x === 0 ? ('start' as const) : x === 100 ? ('end' as const) : ('middle' as const),
  }));
}
