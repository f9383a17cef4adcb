import { faultRows } from '#tools/faults/registry.ts';
import type { FaultRow } from '#tools/faults/row.ts';
import { type RowResult, repeatCommand, runRow } from '#tools/faults/run-row.ts';
import type { Grounds } from '#tools/faults/world/grounds.ts';
import { isLate, tellTiming } from '#tools/faults/world/timing.ts';
import { currentCommit } from './about-now.ts';
import { logRun, readRuns } from './fault-log.ts';
import { faultTable } from './fault-table.ts';
import { onGrounds } from './on-grounds.ts';
import { recordSection } from './record-section.ts';

/** Which rows to run, how often, and beginning with which seed. */
export interface FaultSoakOptions {
  row?: number;
  seeds?: number;
  seed?: number;
  /** No run begins after so many minutes. */
  minutes?: number;
}

interface Run {
  row: FaultRow;
  seed: number;
}

// They mostly wait.
const atOnce = 3;

/** Runs rows of the fault matrix with the times as in use and writes docs/soak.md. Says whether everything held. */
export async function soakFaults({ row, seeds, seed, minutes = 600 }: FaultSoakOptions): Promise<boolean> {
  const rows = row === undefined ? faultRows : faultRows.filter(({ number }) => number === row);
  if (rows.length === 0) throw new Error(`There is no row ${row}.`);
  const first = seed ?? Math.floor(Math.random() * 1_000_000);
  // A seed that is named is to be repeated; else every row gets its share.
  const count = seeds ?? (seed === undefined ? 20 : 1);
  const results = await onGrounds((grounds) => runAll(waitingRuns(rows, first, count), grounds, minutes));
  recordSection('Fault matrix', faultTable(faultRows, readRuns()));
  return results.every(({ violations }) => violations.length === 0);
}

/**
 * Each seed over all rows before the next seed, so that a run that ends early has tried all rows alike; and first what this
 * commit has not had yet, so that the same command again goes on where the last one ended.
 */
function waitingRuns(rows: readonly FaultRow[], first: number, count: number): Run[] {
  const commit = currentCommit();
  const had = new Set(
    readRuns()
      .filter((run) => run.commit === commit)
      .map((run) => `${run.row} ${run.seed}`),
  );
  const all = Array.from({ length: count }, (_, index) =>
    rows.map((row) => ({ row, seed: first + index })),
  ).flat();
  const isHad = ({ row, seed }: Run) => had.has(`${row.number} ${seed}`);
  return [...all.filter((run) => !isHad(run)), ...all.filter(isHad)];
}

async function runAll(waiting: Run[], grounds: Grounds, minutes: number): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const end = performance.now() + minutes * 60_000;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && performance.now() < end; next = waiting.shift()) {
      const { row, seed } = next;
      const result = await runRow(row, grounds, { seed, realTimes: true }).catch((error: unknown) =>
        notRun(row, seed, error),
      );
      results.push(result);
      logRun(result);
      tell(next.row, result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

// A world that could not be opened or closed ends one run and not the soak.
function notRun({ number: row }: FaultRow, seed: number, error: unknown): RowResult {
  return { row, seed, convergedMs: 0, timings: [], violations: [`could not be run: ${error}`] };
}

function tell(row: FaultRow, result: RowResult): void {
  const verdict = result.violations.length === 0 ? 'held' : `BROKEN  ${repeatCommand(result)}`;
  const times = result.timings.map((timing) => `${isLate(timing) ? 'SLOW ' : ''}${tellTiming(timing)}`);
  console.log(`row ${row.number} (${row.name}) seed ${result.seed}: ${verdict}, ${times.join(', ')}`);
  for (const violation of result.violations) console.log(`  ${violation}`);
}
