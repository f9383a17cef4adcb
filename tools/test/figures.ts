import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a suite counted, for the summary at the end of a test run. */
export interface Figure {
  /** What was counted, as a reader of the summary would say it: `reviews run`. */
  name: string;
  value: string;
}

/** Adds a figure to the run's summary; outside of a run by tools/test/main.ts it does nothing. */
export function recordFigure(name: string, value: string | number): void {
  const file = process.env.BAILIWICK_FIGURES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, value: String(value) })}\n`);
}

/** All figures of a run in the order in which they came. */
export function readFigures(file: string): Figure[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Figure);
}
