import { Counter, Histogram, type Registry } from 'prom-client';
import type { ConformanceScore } from '#lib/domain/conformance.ts';

/** Adds the metrics of runs to a registry; the returned function counts one that ended, its duration in seconds. */
export function addRunMetrics(
  registry: Registry,
): (problem: string | null, score: ConformanceScore, seconds: number) => void {
  const registers = [registry];
  const runs = new Histogram({
    name: 'bailiwick_conformance_run_duration_seconds',
    help: 'Duration of conformance runs, by whether the checks could be carried out',
    labelNames: ['result'],
    buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
  });
  const checks = new Counter({
    name: 'bailiwick_conformance_checks_total',
    help: 'Checks that were carried out, by their outcome',
    labelNames: ['outcome'],
    registers,
  });
  return (problem, score, seconds) => {
    runs.observe({ result: problem === null ? 'checked' : 'impossible' }, seconds);
    const { passed, byDesign, failed, errors } = score;
    for (const [outcome, count] of Object.entries({ passed, 'by-design': byDesign, failed, errors }))
      checks.inc({ outcome }, count);
  };
}
