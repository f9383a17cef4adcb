import type { CrashResult } from '#tools/faults/crashes/crash-at.ts';
import { type CrashPoint, tellPoint } from '#tools/faults/crashes/crash-point.ts';
import { type Sweep, sweepCrashes } from '#tools/faults/crashes/sweep.ts';
import { aboutNow } from './about-now.ts';
import { onGrounds } from './on-grounds.ts';
import { recordSection } from './record-section.ts';

const budgetMs = 5_000;

/** Kills the provisioner at every point of every operation and writes docs/soak.md. Says whether all of them converged. */
export async function soakCrashes({ seed = Math.floor(Math.random() * 1_000_000) }): Promise<boolean> {
  const began = performance.now();
  const sweep = await onGrounds((grounds) =>
    sweepCrashes(grounds, {
      seed,
      realTimes: true,
      choose: (points) => points.map((point) => [point]),
      report,
    }),
  );
  for (const violation of sweep.violations) console.log(violation);
  const minutes = (performance.now() - began) / 60_000;
  recordSection('Crash points', crashTable(sweep, { about: aboutNow(), seed, minutes }));
  return sweep.violations.length === 0;
}

function report({ point, convergedMs, startedMs }: CrashResult): void {
  const took = convergedMs === null ? 'not met' : `converged after ${inSeconds(convergedMs)}`;
  console.log(`${tellPoint(point)}: ${took} (at work after ${inSeconds(startedMs)})`);
}

/** The Markdown of a sweep: a line an operation. */
export function crashTable(
  { points, undisturbedMs, results, violations }: Sweep,
  run: { about: string; seed: number; minutes: number },
): string {
  const lines = [...new Set(points.map(({ operation }) => operation))].map((operation) => {
    const own = results.filter(({ point }) => point.operation === operation);
    const met = own.flatMap(({ convergedMs, startedMs }) =>
      convergedMs === null ? [] : [{ whole: convergedMs, work: Math.max(0, convergedMs - startedMs) }],
    );
    const work = met.map((each) => each.work).sort((a, b) => a - b);
    const undisturbed = undisturbedMs[operation] ?? 0;
    const within = work.filter((ms) => ms <= budgetMs + undisturbed).length;
    const counts = `${count(points, operation)} | ${met.length} | ${own.length - met.length} | ${within}`;
    const middle = work[Math.floor(work.length / 2)] ?? 0;
    const slowest = Math.max(0, ...met.map((each) => each.whole));
    return `| ${operation} | ${counts} | ${inSeconds(undisturbed)} | ${inSeconds(middle)} | ${inSeconds(work.at(-1) ?? 0)} | ${inSeconds(slowest)} |`;
  });
  return [
    `\`npm run soak -- crashes\`, ${run.about}, seed ${run.seed}, ${run.minutes.toFixed(0)} min: **${results.length} points, ${violations.length} violations of I1 to I8 afterwards.**`,
    'The provisioner gets SIGKILL just before and just after every write to the cluster and every commit; another one is started. Times count',
    'from the moment at which it is at work, its caches filled; the last column counts from the kill. Half of the new ones have another name than',
    'the killed one, and may take over its lease 3 s after its last beat. In time is what takes at most 5 s longer than undisturbed: the',
    'namespace controller waits 5 s before it touches what is in a namespace that goes. A point is not met where usage happened to be saved',
    'together with something else.',
    '',
    '| operation | points | converged | not met | in time | undisturbed | median | slowest | slowest with the start |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}

function count(points: readonly CrashPoint[], operation: string): number {
  return points.filter((point) => point.operation === operation).length;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
