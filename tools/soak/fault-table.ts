import type { FaultRow } from '#tools/faults/row.ts';
import { isLate, type Timing } from '#tools/faults/world/timing.ts';
import type { LoggedRun } from './fault-log.ts';

/** The Markdown of all kept runs of the fault matrix: a line a row, with the seeds that broke it and the slowest times. */
export function faultTable(rows: readonly FaultRow[], runs: readonly LoggedRun[]): string {
  const broken = runs.filter(({ violations }) => violations.length > 0);
  const late = runs.filter(({ timings }) => timings.some(isLate));
  const days = span(runs.map(({ at }) => at.slice(0, 10)));
  const loads = span(runs.map(({ load }) => load).sort((a, b) => a - b));
  return [
    `\`npm run soak -- faults\`, ${days}, ${listCommits(runs)}, load average ${loads}: **${runs.length} runs of ${rows.length} rows, ${broken.length} with a violation; ` +
      `${late.length} slower than on an idle machine.**`,
    'After each run the invariants I1 to I8 are checked; a run holds if none is violated and the row has kept what it promises besides. Of a row',
    'and a seed the last run counts; all of them are in `bench/soak/faults.jsonl`.',
    '',
    '| # | fault | seeds | held | slower | slowest until as agreed | budget | other times, slowest of goal |',
    '|---:|---|---:|---:|---:|---:|---:|---|',
    ...rows.map((row) =>
      lineOf(
        row,
        runs.filter((run) => run.row === row.number),
      ),
    ),
  ].join('\n');
}

function lineOf({ number, name, budgetSeconds }: FaultRow, runs: readonly LoggedRun[]): string {
  const broken = runs.filter(({ violations }) => violations.length > 0).map(({ seed }) => seed);
  const held = `${runs.length - broken.length}${broken.length === 0 ? '' : ` (not with ${broken.join(', ')})`}`;
  const late = runs.filter(({ timings }) => timings.some(isLate)).length;
  const slowest = Math.max(0, ...runs.map(({ convergedMs }) => convergedMs));
  const others = slowestOf(runs.flatMap(({ timings }) => timings.slice(1)));
  const times = `${inSeconds(slowest)} | ${budgetSeconds} s | ${others.join(', ')}`;
  return `| ${number} | ${name} | ${runs.length} | ${held} | ${late} | ${times} |`;
}

/** Of each sort of timing the one that is worst against its goal. */
function slowestOf(timings: readonly Timing[]): string[] {
  const worst = new Map<string, Timing>();
  for (const timing of timings) {
    const before = worst.get(timing.what);
    if (before === undefined || timing.ms / timing.goalMs > before.ms / before.goalMs)
      worst.set(timing.what, timing);
  }
  return [...worst.values()].map(
    ({ what, ms, goalMs }) => `${what} ${inSeconds(ms)} of ${inSeconds(goalMs)}`,
  );
}

function listCommits(runs: readonly LoggedRun[]): string {
  const all = [...new Set(runs.map(({ commit }) => commit))];
  return all.length === 1 ? `commit ${all[0]}` : `commits ${all.join(', ')}`;
}

function span(values: readonly (string | number)[]): string {
  const [first, last] = [values[0], values.at(-1)];
  return first === last ? `${first}` : `${first} to ${last}`;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** The document with that section's text replaced, or appended where it has none. */
export function replaceSection(document: string, title: string, text: string): string {
  const parts = document.trimEnd().split(/\n(?=## )/);
  const section = `## ${title}\n${text}\n`;
  const at = parts.findIndex((part) => part.startsWith(`## ${title}\n`));
  if (at === -1) return [...parts, section].join('\n\n').replaceAll('\n\n\n', '\n\n');
  return parts
    .map((part, index) => (index === at ? section : part))
    .join('\n')
    .trimEnd()
    .concat('\n');
}
