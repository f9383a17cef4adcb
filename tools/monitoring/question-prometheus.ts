import { metricFacts } from '#tools/deploy/metrics-document.ts';
import { until } from '#tools/test/until.ts';
import { dashboards } from './dashboards.ts';
import { alertRules } from './rules.ts';
import type { RunningPrometheus } from './run-prometheus.ts';

/** What a Prometheus that scrapes every process makes of our dashboards and rules. */
export interface Findings {
  /** Queries that it refuses, metrics that nobody tells, rules that it could not evaluate; none is good. */
  problems: string[];
  queries: number;
  /** How many of them had series; others are about what happens now and then. */
  answered: number;
}

/** Asks every query of every dashboard, for that team, and how each rule is. */
export async function questionPrometheus({ ask }: RunningPrometheus, team: string): Promise<Findings> {
  // A rate needs two samples, and so does the first answer that the web server has counted.
  const counted = 'query?query=sum(rate(bailiwick_http_request_duration_seconds_count%5B1m%5D))%20%3E%200';
  const isCounted = async () => (await ask<{ result: object[] }>(counted)).result.length > 0;
  await until(isCounted, { deadlineMs: 60_000, everyMs: 500, what: 'requests to be counted' });

  const problems: string[] = [];
  const queries = dashboards.flatMap(({ panels }) => panels.flatMap((panel) => Object.values(panel.queries)));
  let answered = 0;
  for (const query of queries) {
    const text = encodeURIComponent(query.replaceAll('$team', team));
    try {
      const { result } = await ask<{ result: object[] }>(`query?query=${text}`);
      if (result.length > 0) answered += 1;
    } catch (error) {
      problems.push(`${query}: ${error}`);
    }
  }
  problems.push(...(await untold({ ask }, queries)), ...(await unhealthyRules({ ask })));
  return { problems, queries: queries.length, answered };
}

type Asking = Pick<RunningPrometheus, 'ask'>;

async function untold({ ask }: Asking, queries: readonly string[]): Promise<string[]> {
  const told = await ask<Record<string, object[]>>('metadata');
  const asked = [...queries, ...alertRules.map(({ expr }) => expr)].join(' ');
  return Object.values(metricFacts())
    .flat()
    .filter(({ name }) => asked.includes(name) && told[name] === undefined)
    .map(({ name }) => `no process tells ${name}`);
}

async function unhealthyRules({ ask }: Asking): Promise<string[]> {
  const read = async () => {
    const { groups } = await ask<{ groups: { rules: Rule[] }[] }>('rules');
    return groups.flatMap(({ rules }) => rules);
  };
  const areEvaluated = async () => (await read()).every(({ health }) => health !== 'unknown');
  await until(areEvaluated, { deadlineMs: 30_000, everyMs: 500, what: 'the rules to be evaluated' });
  const loaded = await read();
  const problems = loaded
    .filter(({ health }) => health !== 'ok')
    .map(({ name, lastError }) => `${name}: ${lastError}`);
  if (loaded.length !== alertRules.length) problems.push(`${loaded.length} rules were loaded`);
  return problems;
}

interface Rule {
  name: string;
  health: string;
  lastError?: string;
}
