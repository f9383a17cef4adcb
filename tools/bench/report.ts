import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { versions } from '#tools/control-plane/version.ts';
import { projectRoot } from '#tools/process/roots.ts';
import type { Benchmark, Goal, Series } from './benchmark.ts';

/** One measured series with the goals that it was held against. */
export interface Summary {
  unit: string;
  count: number;
  min: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  goals: { text: string; met: boolean }[];
}

/** A benchmark's result file. */
export interface BenchResult {
  name: string;
  about: string;
  known?: string;
  at: string;
  commit: string;
  versions: Record<string, string>;
  series: Record<string, Summary>;
}

/** Nearest-rank percentiles, so that each figure is one that was measured. */
export function summarize({ unit, values, goals = [] }: Omit<Series, 'name'>): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (part: number) =>
    round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN);
  const figures = { min: rank(0), p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1) };
  return {
    unit,
    count: sorted.length,
    ...figures,
    goals: goals.map((goal) => ({ text: textOf(goal), met: isMet(goal, figures[goal.at]) })),
  };
}

function textOf({ at, most, least }: Goal): string {
  return [
    ...(least === undefined ? [] : [`${at} ≥ ${least}`]),
    ...(most === undefined ? [] : [`${at} ≤ ${most}`]),
  ].join(', ');
}

// A series without values has reached nothing.
function isMet({ most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }: Goal, value: number) {
  return value <= most && value >= least;
}

// Three digits, and whole numbers whole.
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** What was measured, on what. */
export function makeResult({ name, about, known }: Benchmark, series: readonly Series[]): BenchResult {
  const summaries = series.map((each) => [each.name, summarize(each)] as const);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: projectRoot,
    encoding: 'utf8',
  }).trim();
  return {
    name,
    about,
    ...(known !== undefined && { known }),
    at: new Date().toISOString(),
    commit,
    versions: {
      node: process.version,
      ...versions(),
      processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
      system: `${process.platform} ${release()}`,
      // Far above the number of processors, the figures tell more of the machine than of us.
      'load average': (loadavg()[0] ?? 0).toFixed(1),
    },
    series: Object.fromEntries(summaries),
  };
}

/** Writes the result and the document that shows the newest result of each benchmark. */
export function writeResult(result: BenchResult): void {
  const dir = join(projectRoot, 'bench/results');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  const results = readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as BenchResult);
  writeFileSync(join(projectRoot, 'docs/benchmarks.md'), documentOf(results));
}

/** The Markdown of all results. */
export function documentOf(results: readonly BenchResult[]): string {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Each benchmark has a PostgreSQL and a control plane of its own, both with fsync, on the machine that is named; the goals are those of the',
    'scoreboard in the design. Percentiles are by nearest rank: every figure is one that was measured.',
    '',
    ...results.map(section),
  ].join('\n');
}

function section({ name, about, known, at, commit, versions, series }: BenchResult): string {
  const rows = Object.entries(series).map(([key, { unit, count, min, p50, p95, p99, max, goals }]) => {
    const goal = goals.map(({ text, met }) => `${text} ${met ? '✓' : '✗'}`).join(', ');
    return `| ${[key, unit, count, min, p50, p95, p99, max, goal].join(' | ')} |`;
  });
  const facts = Object.entries(versions).map(([key, value]) => `${key} ${value}`);
  return [
    `## ${name}`,
    '',
    about,
    '',
    ...(known === undefined ? [] : [known, '']),
    `${at.slice(0, 10)}, commit ${commit}, ${facts.join(', ')}`,
    '',
    '| series | unit | values | min | p50 | p95 | p99 | max | goal |',
    '|---|---|---:|---:|---:|---:|---:|---:|---|',
    ...rows,
    '',
  ].join('\n');
}
