import type { MetricFact } from './metrics-document.ts';

const otherUnits =
  /_(ms|millis|milliseconds|microseconds|nanoseconds|minutes|hours|days|kb|mb|gb|kib|mib|gib|kilobytes|megabytes|bits|percent)(_|$)/;
const unitInside = /_(seconds|bytes|ratio)_(?!total$)/;
const typeNamed = /_(counter|gauge|histogram|summary)(_|$)/;
const unitOfHistogram = /_(seconds|bytes|ratio)$/;
// Reserved by the format, or without an end to their values.
const refusedLabels = ['le', 'quantile', 'namespace', 'name', 'user', 'pass'];
// What has a gauge of its own up to a number that the operator sets.
const subjects: Record<string, RegExp> = {
  team: /^bailiwick_(team|environment)_/,
  environment: /^bailiwick_environment_/,
};

/** What is wrong with a metric by the rules of `promtool check metrics` and Prometheus' naming practice; nothing when all is well. */
export function lintMetric({ name, type, help, labels }: MetricFact): string[] {
  const isTotal = name.endsWith('_total');
  const rules: [boolean, string][] = [
    [name.startsWith('bailiwick_'), 'its name begins with bailiwick_'],
    [/^[a-z][a-z0-9_]*$/.test(name), 'its name is lower case with underscores'],
    [type !== 'counter' || isTotal, 'a counter ends with _total'],
    [type === 'counter' || !isTotal, 'only a counter ends with _total'],
    [!otherUnits.test(name), 'it is measured in base units: seconds, bytes, ratio'],
    [!unitInside.test(name), 'the unit comes last'],
    [!typeNamed.test(name), 'the type is not named'],
    [!/_(count|sum|bucket)$/.test(name), 'such an ending belongs to histograms and their parts'],
    [type !== 'histogram' || unitOfHistogram.test(name), 'a histogram names its unit'],
    [/^[A-Z].{5,}[^.]$/.test(help), 'its help is a sentence without a full stop'],
    ...labels.map((label): [boolean, string] => [
      /^[a-z][a-z_]*$/.test(label) && !refusedLabels.includes(label) && (subjects[label]?.test(name) ?? true),
      `the label ${label} is reserved, has no end of values, or is not lower case`,
    ]),
  ];
  return rules.filter(([holds]) => !holds).map(([, rule]) => rule);
}
