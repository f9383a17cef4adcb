import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { MetricFact } from '#tools/deploy/metrics-document.ts';

// Put on everything that is scraped, and on what Prometheus makes of alerts.
const given = ['job', 'instance'];

/** Series by name with their labels, as these metrics have them when they are scraped. */
export function seriesOf(facts: readonly MetricFact[]): ReadonlyMap<string, readonly string[]> {
  const series = facts.flatMap(({ name, type, labels }): [string, readonly string[]][] => {
    if (type !== 'histogram') return [[name, labels]];
    return [
      [`${name}_bucket`, [...labels, 'le']],
      [`${name}_count`, labels],
      [`${name}_sum`, labels],
    ];
  });
  return new Map(series);
}

/** What is wrong with a query: that it can't be read, or asks for series or labels that nobody tells. */
export function checkQuery(text: string, series: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  const selected: string[] = [];
  const grouped: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, node }) => {
      if (type.isError) problems.push(`can't be read at ${from}`);
      if (type.name === 'GroupingLabels') grouped.push(...labelsIn(node, text));
      if (type.name !== 'VectorSelector') return;
      problems.push(...checkSelector(node, text, series));
      selected.push(...(series.get(nameIn(node, text)) ?? []));
    },
  });
  for (const label of grouped)
    if (![...selected, ...given].includes(label)) problems.push(`nothing here has the label ${label}`);
  return problems;
}

function checkSelector(
  node: SyntaxNode,
  text: string,
  series: ReadonlyMap<string, readonly string[]>,
): string[] {
  const name = nameIn(node, text);
  const labels = series.get(name);
  if (labels === undefined) return [`nobody tells ${name}`];
  const unknown = labelsIn(node, text).filter((label) => ![...labels, ...given].includes(label));
  return unknown.map((label) => `${name} has no label ${label}`);
}

function nameIn({ from, to }: SyntaxNode, text: string): string {
  return text.slice(from, to).split('{')[0]?.trim() ?? '';
}

function labelsIn(node: SyntaxNode, text: string): string[] {
  const found: string[] = [];
  node.cursor().iterate(({ name, from, to }) => {
    if (name === 'LabelName') found.push(text.slice(from, to));
  });
  return found;
}
