import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** How many tests of a suite passed and failed, and what the failed ones say: a name and the first line of the error. */
export interface Tally {
  passed: number;
  failed: number;
  failures: string[];
}

/** Counts what vitest's JSON reporter wrote; a file that could not even be loaded counts as one failure. */
export function tallyVitest(file: string): Tally | undefined {
  const report = readReport<VitestReport>(file);
  if (!report) return undefined;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(`${name} › ${fullName}`, failureMessages[0])),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    failures: [...failures, ...broken.map(({ name, message }) => failure(name, message))],
  };
}

/** Counts what Playwright's JSON reporter wrote; a test that passed only when repeated counts as failed. */
export function tallyPlaywright(file: string): Tally | undefined {
  const report = readReport<PlaywrightReport>(file);
  if (!report) return undefined;
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    failures: [
      ...report.suites.flatMap(failedSpecs),
      ...report.errors.map(({ message }) => failure('outside of any test', message)),
    ],
  };
}

function failedSpecs({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  const failed = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) =>
        failure(`e2e/${file} › ${title}`, results.find(({ error }) => error !== undefined)?.error?.message),
      ),
  );
  return [...failed, ...suites.flatMap(failedSpecs)];
}

// The log of a long run may be cut; the end of it must still say what to look for.
function failure(name: string, message = 'no message'): string {
  const [first = ''] = stripVTControlCharacters(message).trim().split('\n');
  return `${name}: ${first.slice(0, 300)}`;
}

/** The count of a suite by its report and its exit code: a suite that crashed never counts as passed. */
export function judge(tally: Tally | undefined, exitCode: number): Tally {
  if (!tally) return { passed: 0, failed: 1, failures: ['no report was written'] };
  return exitCode !== 0 && tally.failed === 0
    ? { ...tally, failed: 1, failures: [`the suite ended with exit code ${exitCode}`] }
    : tally;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  specs?: {
    file: string;
    title: string;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
  suites?: PlaywrightSuite[];
}

function readReport<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
