import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionPrometheus } from '#tools/monitoring/question-prometheus.ts';
import { resolvePrometheus } from '#tools/monitoring/resolve-prometheus.ts';
import { runPrometheus, type Target } from '#tools/monitoring/run-prometheus.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { metricsToken } from '#tools/test/e2e-stack.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { theRun } from './fixtures/run.ts';
import { expect, test } from './fixtures/test.ts';

// Rules and dashboards with the real promtool and Prometheus.
test.describe.configure({ mode: 'serial' });

let programs: Awaited<ReturnType<typeof resolvePrometheus>>;
let dir: string;

test.beforeAll(async () => {
  // The first time ever both are built.
  test.setTimeout(1_800_000);
  programs = await resolvePrometheus((line) => console.log(line));
  dir = mkdtempSync(join(tmpdir(), 'bailiwick-monitoring-'));
});
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

const rules = join(projectRoot, 'deploy/monitoring/rules.yaml');
const cases = rules.replace('.yaml', '.test.yaml');
const promtool = (...args: string[]) =>
  execFileSync(programs.promtool, args, { encoding: 'utf8', stdio: 'pipe' });

test('promtool finds nothing wrong, and each alert fires and keeps quiet as its cases say', () => {
  expect(promtool('check', 'rules', rules)).toContain('SUCCESS');
  expect(promtool('test', 'rules', cases)).toContain('SUCCESS');
});

test('a rule that never fires breaks its case', () => {
  const never = readFileSync(rules, 'utf8').replace(/expr: .*/, 'expr: vector(1) > 2');
  writeFileSync(join(dir, 'rules.yaml'), never);
  writeFileSync(join(dir, 'rules.test.yaml'), readFileSync(cases));
  expect(() => promtool('test', 'rules', join(dir, 'rules.test.yaml'))).toThrow(/FAILED/);
});

test('Prometheus scrapes all processes, knows every query of every dashboard and evaluates every rule', async () => {
  const server = await runPrometheus(programs.prometheus, dir, targets());
  try {
    const { problems, queries, answered } = await questionPrometheus(server, 'payments');
    expect(problems).toEqual([]);
    expect(answered).toBeGreaterThan(queries / 3);
    recordFigure('queries of dashboards that Prometheus answered with series', `${answered} of ${queries}`);
  } finally {
    await server.stop();
  }
});

function targets(): Target[] {
  const { web, metrics, otherMetrics } = theRun();
  const others = Object.entries({ provisioner: metrics, ...otherMetrics });
  return [
    { job: 'bailiwick-web', url: `${web}/api/metrics`, token: metricsToken },
    ...others.map(([name, url]) => ({ job: `bailiwick-${name}`, url })),
  ];
}
