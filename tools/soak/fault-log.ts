import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RowResult } from '#tools/faults/run-row.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { currentCommit, currentLoad } from './about-now.ts';

/** One run of a row as it is kept, so that a soak may be made in parts. */
export interface LoggedRun extends RowResult {
  commit: string;
  /** ISO 8601. */
  at: string;
  /** The load average of the minute before its end. */
  load: number;
}

const file = join(projectRoot, 'bench/soak/faults.jsonl');

/** Appends a run, with the commit that it ran on. Of the end of a provisioner's log only the first line is kept. */
export function logRun(result: RowResult): void {
  mkdirSync(dirname(file), { recursive: true });
  const violations = result.violations.map((text) => text.split('\n')[0] ?? '');
  const round = (ms: number) => Math.round(ms);
  const kept: LoggedRun = {
    ...result,
    convergedMs: round(result.convergedMs),
    timings: result.timings.map(({ what, ms, goalMs }) => ({ what, ms: round(ms), goalMs: round(goalMs) })),
    violations,
    commit: currentCommit(),
    at: new Date().toISOString(),
    load: currentLoad(),
  };
  appendFileSync(file, `${JSON.stringify(kept)}\n`);
}

/** The last run of each row with each seed, in the order in which they were made. */
export function readRuns(): LoggedRun[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lastOfEach(lines.map((line) => JSON.parse(line) as LoggedRun));
}

/** Of several runs of one row with one seed only the last. */
export function lastOfEach(runs: readonly LoggedRun[]): LoggedRun[] {
  const last = new Map<string, LoggedRun>();
  for (const run of runs) {
    const key = `${run.row} ${run.seed}`;
    last.delete(key);
    last.set(key, run);
  }
  return [...last.values()];
}
