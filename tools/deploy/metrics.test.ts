import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintMetric } from './lint-metric.ts';
import { type MetricFact, metricFacts, metricsDocument } from './metrics-document.ts';

const facts = Object.entries(metricFacts()).flatMap(([process, own]) =>
  own.map((fact): [string, string, MetricFact] => [process, fact.name, fact]),
);

describe('our metrics', () => {
  it.each(facts)('%s: %s keeps to the rules of naming', (_process, _name, fact) => {
    expect(lintMetric(fact)).toEqual([]);
  });

  it('mean the same in every process that has them', () => {
    for (const [, name, fact] of facts)
      for (const [, , other] of facts.filter(([, same]) => same === name)) expect(other).toEqual(fact);
  });

  it('are those of docs/metrics.md', () => {
    const text = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
    expect(text, 'run `npm run deploy:generate`').toBe(metricsDocument());
  });
});

const good: MetricFact = {
  name: 'bailiwick_x_total',
  type: 'counter',
  help: 'Things that were counted',
  labels: ['kind'],
};

describe('a broken rule is found', () => {
  it.each<[string, Partial<MetricFact>, string]>([
    ['a stranger', { name: 'passes_total' }, 'begins with bailiwick_'],
    ['another alphabet', { name: 'bailiwick_passTime_total' }, 'lower case'],
    ['a counter of nothing', { name: 'bailiwick_passes' }, 'a counter ends with _total'],
    ['a total that may fall', { type: 'gauge' }, 'only a counter ends with _total'],
    ['milliseconds', { name: 'bailiwick_wait_milliseconds_total' }, 'base units'],
    ['a unit in the middle', { name: 'bailiwick_seconds_waited_total' }, 'the unit comes last'],
    ['the type in the name', { name: 'bailiwick_pass_counter_total' }, 'the type is not named'],
    ['a reserved ending', { name: 'bailiwick_pass_sum', type: 'histogram' }, 'belongs to histograms'],
    ['a histogram of what', { name: 'bailiwick_pass', type: 'histogram' }, 'a histogram names its unit'],
    ['no help', { help: '' }, 'help is a sentence'],
    ['a reserved label', { labels: ['le'] }, 'label le'],
    ['a label that names somebody', { labels: ['team'] }, 'label team'],
    ['a label in another alphabet', { labels: ['podName'] }, 'label podName'],
  ])('%s', (_, change, words) => {
    expect(lintMetric(good)).toEqual([]);
    expect(lintMetric({ ...good, ...change }).join('; ')).toContain(words);
  });
});
