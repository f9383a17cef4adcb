import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metricFacts } from '#tools/deploy/metrics-document.ts';
import { dashboards } from '#tools/monitoring/dashboards.ts';
import { resolvePrometheus } from '#tools/monitoring/resolve-prometheus.ts';
import { alertRules } from '#tools/monitoring/rules.ts';
import { type RunningPrometheus, runPrometheus, type Target } from '#tools/monitoring/run-prometheus.ts';
import { projectRoot } from '#tools/process/roots.ts';
import type { RunFile } from '#tools/stack/run-file.ts';
import startStack, { metricsToken } from '#tools/test/e2e-stack.ts';
import { until } from '#tools/test/until.ts';
import { aboutNow } from './about-now.ts';
import { recordSection } from './record-section.ts';

/**
 * The rules with the real promtool, then every query of every dashboard with the real Prometheus, which scrapes a whole stack with demo
 * data; says whether all were answered, and whether every metric that a query or rule is about was told.
 */
export async function soakMonitoring(): Promise<boolean> {
  const { promtool, prometheus } = await resolvePrometheus((line) => console.log(`· ${line}`));
  const rules = join(projectRoot, 'deploy/monitoring/rules.yaml');
  for (const args of [
    ['check', 'rules', rules],
    ['test', 'rules', rules.replace('.yaml', '.test.yaml')],
  ])
    console.log(execFileSync(promtool, args, { encoding: 'utf8' }).trim());
  const stop = await startStack();
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-monitoring-'));
  try {
    const server = await runPrometheus(prometheus, dir, targetsOf(readRun()));
    try {
      return await askEverything(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await stop();
  }
}

function readRun(): RunFile {
  return JSON.parse(readFileSync(process.env.BAILIWICK_RUN ?? '', 'utf8')) as RunFile;
}

function targetsOf({ web, metrics, otherMetrics }: RunFile): Target[] {
  const others = Object.entries({ provisioner: metrics, ...otherMetrics }).map(([name, url]) => ({
    job: `bailiwick-${name}`,
    url,
  }));
  return [{ job: 'bailiwick-web', url: `${web}/api/metrics`, token: metricsToken }, ...others];
}

async function askEverything({ ask }: RunningPrometheus): Promise<boolean> {
  // A rate needs two samples, and so does the first answer that the web server has counted.
  const counted = 'query?query=sum(rate(bailiwick_http_request_duration_seconds_count%5B1m%5D))%20%3E%200';
  const isCounted = async () => (await ask<{ result: object[] }>(counted)).result.length > 0;
  await until(isCounted, { deadlineMs: 60_000, everyMs: 500, what: 'requests to be counted' });

  const problems: string[] = [];
  const queries = dashboards.flatMap(({ panels }) => panels.flatMap((panel) => Object.values(panel.queries)));
  let answered = 0;
  for (const query of queries) {
    const text = encodeURIComponent(query.replaceAll('$team', 'payments'));
    try {
      const { result } = await ask<{ result: object[] }>(`query?query=${text}`);
      if (result.length > 0) answered += 1;
      else console.log(`no series now: ${query}`);
    } catch (error) {
      problems.push(`${query}: ${error}`);
    }
  }
  const told = await ask<Record<string, object[]>>('metadata');
  const asked = [...queries, ...alertRules.map(({ expr }) => expr)].join(' ');
  for (const { name } of Object.values(metricFacts()).flat())
    if (asked.includes(name) && told[name] === undefined) problems.push(`no process tells ${name}`);
  const { groups } = await ask<{
    groups: { rules: { name: string; health: string; lastError?: string }[] }[];
  }>('rules');
  const loaded = groups.flatMap(({ rules }) => rules);
  for (const { name, health, lastError } of loaded)
    if (health === 'err') problems.push(`${name}: ${lastError}`);
  if (loaded.length !== alertRules.length) problems.push(`${loaded.length} rules were loaded`);

  const figures = `${alertRules.length} alerts, each firing and quiet as its cases say; ${queries.length} queries of ${dashboards.length} dashboards: ${problems.length} failed, ${answered} with series in the demo`;
  console.log(figures);
  for (const problem of problems) console.log(problem);
  recordSection('Monitoring', `\n${figures}. ${aboutNow()}.\n\n\`npm run soak -- monitoring\``);
  return problems.length === 0;
}
