import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { metricFacts } from '#tools/deploy/metrics-document.ts';
import { checkQuery, seriesOf } from './check-query.ts';
import { dashboards } from './dashboards.ts';
import { dashboardText } from './files.ts';
import { alertRules } from './rules.ts';
import { runbookPath } from './rules-file.ts';

const root = new URL('../../', import.meta.url);
const series = seriesOf(Object.values(metricFacts()).flat());

describe('alerts', () => {
  it.each(alertRules.map((rule) => [rule.name, rule] as const))('%s asks for what is told', (_name, rule) => {
    expect(checkQuery(rule.expr, series)).toEqual([]);
    // What the rule tests feed in must be what is told, too.
    for (const text of [rule.fires, rule.quiet].flatMap(Object.keys))
      if (text !== 'up') expect(checkQuery(text, series)).toEqual([]);
  });

  it.each(alertRules.map(({ name }) => name))('%s has a runbook with meaning, impact and steps', (name) => {
    const text = readFileSync(new URL(runbookPath(name), root), 'utf8');
    expect(text.split('\n')[0]).toBe(`# ${name}`);
    const parts = text.split(/^## /m).slice(1);
    expect(parts.map((part) => part.split('\n')[0])).toEqual(['Meaning', 'Impact', 'Steps']);
    for (const part of parts) expect(part.split('\n').slice(1).join('').length).toBeGreaterThan(40);
  });

  it('each runbook has an alert', () => {
    const files = readdirSync(new URL('docs/runbooks/', root));
    expect(files.sort()).toEqual(alertRules.map(({ name }) => `${name}.md`).sort());
  });
});

describe('dashboards', () => {
  const panels = dashboards.flatMap(({ title, panels: own }) =>
    own.map((panel): [string, Record<string, string>] => [`${title}: ${panel.title}`, panel.queries]),
  );
  it.each(panels)('%s asks for what is told', (_name, queries) => {
    for (const query of Object.values(queries)) expect(checkQuery(query, series)).toEqual([]);
  });

  it.each(dashboards.map((dashboard) => [dashboard.file, dashboard] as const))(
    '%s.json is that of the table',
    (file, dashboard) => {
      const path = new URL(`deploy/monitoring/dashboards/${file}.json`, root);
      expect(existsSync(path), 'run `npm run deploy:generate`').toBe(true);
      expect(readFileSync(path, 'utf8')).toBe(dashboardText(dashboard));
    },
  );
});

test.each([
  ['sum(rate(bailiwick_http_requests_total[5m]))', 'nobody tells bailiwick_http_requests_total'],
  ['bailiwick_queue_depth{stat="waiting"}', 'bailiwick_queue_depth has no label stat'],
  ['sum by (kind) (bailiwick_queue_depth)', 'nothing here has the label kind'],
  ['bailiwick_reconcile_duration_seconds', 'nobody tells bailiwick_reconcile_duration_seconds'],
  ['sum(rate(bailiwick_lease_claims_total[5m])', "can't be read"],
  ['max(bailiwick_requests_pending) >', "can't be read"],
])('%s is found to be wrong', (query, problem) => {
  expect(checkQuery(query, series).join('; ')).toContain(problem);
});
