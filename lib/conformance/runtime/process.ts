import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createDatabase, type Database } from '#lib/data/client.ts';
import {
  type ClaimedRun,
  claimRun,
  deleteOldRuns,
  type FinishedRun,
  finishRun,
  requestNightlyRuns,
} from '#lib/data/conformance/run-queue.ts';
import { listen } from '#lib/data/listen.ts';
import { scoreOf } from '#lib/domain/conformance.ts';
import { addApiMetrics } from '#lib/k8s/api-metrics.ts';
import { type Host, type HostedService, hostService, type Service } from '#lib/process/host-service.ts';
import { type ConformancePort, runEnvironment } from '../run-environment.ts';
import { connectConformance } from './connect.ts';
import { addRunMetrics } from './metrics.ts';
import type { ConformanceSettings } from './settings.ts';

const sweepEveryMs = 5_000;
const planEveryMs = 10_000;
const keepDays = 90;
// One environment takes seconds; every call and every query has a deadline.
const patienceMs = 300_000;

/** A running conformance process; `stop` lets the run in hand end. */
export type ConformanceProcess = HostedService;

/** Starts the loop behind its health server: runs that are asked for, one at a time, and at night one of every environment. */
export async function startConformance(
  settings: ConformanceSettings,
  log: Logger,
  now: () => Date = () => new Date(),
): Promise<ConformanceProcess> {
  const hosted = await hostService(settings, (host) => beginWork(settings, host, log, now));
  log.info({ metricsPort: hosted.metricsPort }, 'at work');
  return hosted;
}

async function beginWork(
  settings: ConformanceSettings,
  { watchdog, registry }: Host,
  log: Logger,
  now: () => Date,
): Promise<Service> {
  const ended = new AbortController();
  const database = createDatabase(settings.databaseUrl, 3);
  const cluster = await connectConformance(settings.kubeconfig);
  addApiMetrics(registry, cluster.transports);
  const ran = addRunMetrics(registry);
  const watched = watchdog.watch('loop of the runs', patienceMs);
  let problem: string | null = 'the runs that are asked for were not read yet';
  let plannedAt = Number.NEGATIVE_INFINITY;
  let hinted = new AbortController();
  const wake = () => hinted.abort();
  const hints = listen(settings.databaseUrl, 'bailiwick_conformance', wake, wake);

  async function work(): Promise<void> {
    if (performance.now() - plannedAt >= planEveryMs) {
      plannedAt = performance.now();
      await requestNightlyRuns(database, now());
      await deleteOldRuns(database, now(), keepDays);
    }
    for (;;) {
      watched.seen();
      const run = ended.signal.aborted ? null : await claimRun(database);
      problem = null;
      if (run === null) return;
      const began = performance.now();
      const { problem: failed, score } = await carryOut(database, cluster, run, log);
      ran(failed, score, (performance.now() - began) / 1000);
    }
  }

  async function loop(): Promise<void> {
    while (!ended.signal.aborted) {
      hinted = new AbortController();
      watched.seen();
      await work().catch((err: unknown) => {
        problem = 'the runs that are asked for could not be carried out';
        log.warn({ err }, problem);
      });
      const signal = AbortSignal.any([ended.signal, hinted.signal]);
      await delay(sweepEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const looping = loop();
  return {
    unready: () => (problem === null ? [] : [problem]),
    stop: async () => {
      ended.abort();
      await Promise.all([looping, hints.stop()]);
      await cluster.close();
      await database.$disconnect();
    },
  };
}

async function carryOut(
  database: Database,
  cluster: ConformancePort,
  run: ClaimedRun,
  log: Logger,
): Promise<FinishedRun> {
  const { namespace, spec } = run;
  const outcome = await runEnvironment(namespace, spec, cluster).catch((error: unknown) => ({
    problem: `The checks could not begin: ${error instanceof Error ? error.message : error}`,
  }));
  const results = 'results' in outcome ? outcome.results : [];
  const problem = 'problem' in outcome ? outcome.problem : null;
  const finished: FinishedRun = { problem, results, score: scoreOf(results) };
  const saved = await finishRun(database, run, finished);
  log.info({ namespace, ...finished.score, problem, saved }, 'conformance run');
  return finished;
}
