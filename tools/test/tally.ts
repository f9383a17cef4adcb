import { existsSync, readFileSync } from 'node:fs';

/** How many tests of a suite passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Counts what vitest's JSON reporter wrote; a file that could not even be loaded counts as one failure. */
export function tallyVitest(file: string): Tally | undefined {
  const report = readReport<VitestReport>(file);
  if (!report) return undefined;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Counts what Playwright's JSON reporter wrote; a test that passed only when repeated counts as failed. */
export function tallyPlaywright(file: string): Tally | undefined {
  const report = readReport<PlaywrightReport>(file);
  if (!report) return undefined;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

/** The count of a suite by its report and its exit code: a suite that crashed never counts as passed. */
export function judge(tally: Tally | undefined, exitCode: number): Tally {
  if (!tally) return { passed: 0, failed: 1 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

function readReport<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
