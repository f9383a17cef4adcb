import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { versions } from '#tools/control-plane/version.ts';
import { projectRoot } from '#tools/process/roots.ts';

/** One measured series in milliseconds. */
export interface Summary {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/** A benchmark's result file. */
export interface BenchResult {
  name: string;
  at: string;
  commit: string;
  versions: Record<string, string>;
  series: Record<string, Summary>;
}

/** Nearest-rank percentiles, so that each figure is one that was measured. */
export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (part: number) => round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0);
  return { count: sorted.length, p50: rank(0.5), p99: rank(0.99), max: rank(1) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What was measured, on what. */
export function makeResult(name: string, series: Record<string, readonly number[]>): BenchResult {
  const summaries = Object.entries(series).map(([key, values]) => [key, summarize(values)] as const);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: projectRoot,
    encoding: 'utf8',
  }).trim();
  return {
    name,
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
    'Written by `npm run bench -- <name>`; milliseconds.',
    '',
    ...results.map(section),
  ].join('\n');
}

function section({ name, at, commit, versions, series }: BenchResult): string {
  const rows = Object.entries(series).map(
    ([key, { count, p50, p99, max }]) => `| ${key} | ${count} | ${p50} | ${p99} | ${max} |`,
  );
  const facts = Object.entries(versions).map(([key, value]) => `${key} ${value}`);
  return [
    `## ${name}`,
    '',
    `${at.slice(0, 10)}, commit ${commit}, ${facts.join(', ')}`,
    '',
    '| series | rounds | p50 | p99 | max |',
    '|---|---:|---:|---:|---:|',
    ...rows,
    '',
  ].join('\n');
}
