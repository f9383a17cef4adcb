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
      { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [
          {
            status: 'failed',
            fullName: 'adds',
            failureMessages: ['\u001b[31mAssertionError\u001b[39m: 3 is not 2\n  at b.ts'],
          },
        ],
      },
      { name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(tallyVitest(file)).toEqual({
    passed: 4,
    failed: 2,
    failures: ['b.test.ts › adds: AssertionError: 3 is not 2', 'c.test.ts: no such module'],
  });
});

test('a browser test that passed only when repeated counts as failed', () => {
  const spec = (title: string, status: string, message?: string) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status, results: message === undefined ? [{}] : [{ error: { message } }, {}] }],
  });
  const file = report({
    stats: { expected: 7, unexpected: 1, flaky: 1 },
    errors: [{}],
    suites: [
      { specs: [spec('signs in', 'expected')], suites: [{ specs: [spec('asks', 'flaky', 'too late')] }] },
    ],
  });
  expect(tallyPlaywright(file)).toEqual({
    passed: 7,
    failed: 3,
    failures: ['e2e/a.spec.ts › asks: too late', 'outside of any test: no message'],
  });
});

test.each([
  ['no report at all', undefined, 0, { passed: 0, failed: 1, failures: ['no report was written'] }],
  [
    'all passed but the process failed',
    { passed: 3, failed: 0, failures: [] },
    1,
    { passed: 3, failed: 1, failures: ['the suite ended with exit code 1'] },
  ],
  [
    'failures are not counted twice',
    { passed: 3, failed: 1, failures: ['a'] },
    1,
    { passed: 3, failed: 1, failures: ['a'] },
  ],
  ['all is well', { passed: 3, failed: 0, failures: [] }, 0, { passed: 3, failed: 0, failures: [] }],
])('%s', (_name, tally, exitCode, expected) => {
  expect(judge(tally, exitCode)).toEqual(expected);
});
