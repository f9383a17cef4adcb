import { type AlertRule, alertRules } from './rules.ts';

/** Where the runbook of an alert is, from the top of the repository. */
export const runbookPath = (name: string) => `docs/runbooks/${name}.md`;

/** The rules as Prometheus reads them; the `groups` are also those of a PrometheusRule. */
export function rulesFile(): object {
  const groups = [...new Set(alertRules.map(({ group }) => group))];
  return {
    groups: groups.map((group) => ({
      name: `bailiwick-${group}`,
      rules: alertRules.filter((rule) => rule.group === group).map(ruleOf),
    })),
  };
}

function ruleOf({ name, expr, severity, summary, ...rule }: AlertRule): object {
  return {
    alert: name,
    expr,
    ...(rule.for === '0m' ? {} : { for: rule.for }),
    labels: { severity },
    annotations: { summary, runbook: runbookPath(name) },
  };
}

/** Two tests of each alert for `promtool test rules`: it fires, and it stays quiet. */
export function ruleTests(): object {
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: alertRules.flatMap((rule) => [testOf(rule, true), testOf(rule, false)]),
  };
}

function testOf({ name, firesAt, ...rule }: AlertRule, fires: boolean): object {
  const series = Object.entries(fires ? rule.fires : rule.quiet);
  return {
    name: `${name} ${fires ? 'fires' : 'stays quiet'}`,
    interval: '1m',
    input_series: series.map(([text, values]) => ({ series: text, values })),
    // How many fire, whatever their labels are.
    promql_expr_test: [
      {
        expr: `count(ALERTS{alertname="${name}",alertstate="firing"}) or vector(0)`,
        eval_time: firesAt,
        exp_samples: [{ labels: '{}', value: fires ? 1 : 0 }],
      },
    ],
  };
}
