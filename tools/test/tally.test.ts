import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge, tallyPlaywright, tallyVitest } from './tally.ts';

function report(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tally-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a test file that could not be loaded counts as a failure', () => {
  const file = report({
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  });
  expect(tallyVitest(file)).toEqual({ passed: 4, failed: 2 });
});

test('a browser test that passed only when repeated counts as failed', () => {
  const file = report({ stats: { expected: 7, unexpected: 1, flaky: 1 }, errors: [{}] });
  expect(tallyPlaywright(file)).toEqual({ passed: 7, failed: 3 });
});

test.each([
  ['no report at all', undefined, 0, { passed: 0, failed: 1 }],
  ['all passed but the process failed', { passed: 3, failed: 0 }, 1, { passed: 3, failed: 1 }],
  ['failures are not counted twice', { passed: 3, failed: 2 }, 1, { passed: 3, failed: 2 }],
  ['all is well', { passed: 3, failed: 0 }, 0, { passed: 3, failed: 0 }],
])('%s', (_name, tally, exitCode, expected) => {
  expect(judge(tally, exitCode)).toEqual(expected);
});
