import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '#tools/process/roots.ts';
import { readFigures } from './figures.ts';
import { judge, type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

type Kind = 'check' | 'unit' | 'integration' | 'faults' | 'security' | 'e2e';

interface Suite {
  kind: Kind;
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads the report; without one the exit code is the only test there is. */
  tally?: () => Tally | undefined;
}

const kinds: Kind[] = ['check', 'unit', 'integration', 'faults', 'security', 'e2e'];
const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
if (values.only !== undefined && !kinds.some((kind) => kind === values.only)) {
  console.error(`--only must be one of ${kinds.join(', ')}.`);
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), 'bailiwick-reports-'));
const figures = join(reports, 'figures.jsonl');
const total: Tally = { passed: 0, failed: 0, failures: [] };
const lines: string[] = [];
for (const suite of chosenSuites()) {
  const began = performance.now();
  console.log(`\n── ${suite.name} ──`);
  const exitCode = await run(suite);
  const tally = suite.tally
    ? judge(suite.tally(), exitCode)
    : judge({ passed: Number(exitCode === 0), failed: 0, failures: [] }, exitCode);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.failures.push(
    ...tally.failures.map((failed) => `${suite.name}: ${failed.replace(`${projectRoot}/`, '')}`),
  );
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  lines.push(`${suite.name.padEnd(14)} ${tally.passed} passed, ${tally.failed} failed  (${took})`);
}
for (const { name, value } of readFigures(figures)) lines.push(`${name}: ${value}`);
rmSync(reports, { recursive: true });
console.log(`\n${lines.join('\n')}\n`);
for (const failed of total.failures) console.log(`FAILED ${failed}`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);

// The security suite alone takes the attacks on the web server along, which are part of e2e otherwise.
function chosenSuites(): Suite[] {
  if (values.only === 'security') return [vitest('security'), playwright(['e2e/security'])];
  return suites().filter(({ kind }) => values.only === undefined || kind === values.only);
}

function suites(): Suite[] {
  const check = (name: string): Suite => ({
    kind: 'check',
    name,
    command: ['npm', 'run', '--silent', `check:${name}`],
  });
  return [
    ...['lint', 'types', 'imports', 'dead'].map(check),
    vitest('unit'),
    vitest('integration'),
    vitest('faults'),
    vitest('security'),
    playwright(),
  ];
}

function vitest(kind: 'unit' | 'integration' | 'faults' | 'security'): Suite {
  const file = join(reports, `${kind}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = ['vitest', 'run', '--project', kind, ...reporters, ...positionals];
  return { kind, name: kind, command, tally: () => tallyVitest(file) };
}

function playwright(paths: string[] = []): Suite {
  const file = join(reports, 'e2e.json');
  const command = ['playwright', 'test', '--reporter=list,json', ...paths, ...positionals];
  return {
    kind: 'e2e',
    name: 'e2e',
    command,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    tally: () => tallyPlaywright(file),
  };
}

function run({ command: [command = '', ...args], env }: Suite): Promise<number> {
  return new Promise((resolve) => {
    const path = `${join(projectRoot, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, PATH: path, BAILIWICK_FIGURES: figures },
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
