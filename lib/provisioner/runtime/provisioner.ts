import type { Logger } from 'pino';
import { createDatabase, poolState } from '#lib/data/client.ts';
import { releaseLeases } from '#lib/data/provisioner/claims.ts';
import { endHeartbeat, listLiveNamespaces } from '#lib/data/provisioner/heartbeat.ts';
import { addApiMetrics } from '#lib/k8s/api-metrics.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createResources } from '#lib/k8s/resources.ts';
import { createTransport, guardTransport } from '#lib/k8s/transport.ts';
import { type Host, type HostedService, hostService, type Service } from '#lib/process/host-service.ts';
import { createLoops } from '#lib/process/loops.ts';
import { startTracing, stopTracing } from '#lib/trace/trace.ts';
import { fieldManager } from '../desired/ownership.ts';
import { createCache } from './cache.ts';
import { createClusterGuard, guardEveryMs } from './cluster-guard.ts';
import { createClusterPort } from './cluster-port.ts';
import { compareAll } from './comparison.ts';
import { consumptionEveryMs, createConsumptionCounter } from './consumption-counter.ts';
import { createCredentialsCheck, credentialsEveryMs } from './credentials-check.ts';
import { createDatabaseClock } from './database-clock.ts';
import { createDenialRecorder, denialsEveryMs } from './denial-recorder.ts';
import { watchEvents } from './event-watches.ts';
import { addGaugesOf } from './gauges.ts';
import { inventoryEveryMs, lookAtCluster } from './inventory.ts';
import { createKnownEnvironments } from './known-environments.ts';
import { createLeases } from './leases.ts';
import { createMetrics } from './metrics.ts';
import { createOwnerLookup } from './owner-lookup.ts';
import { checkPack, packEveryMs } from './pack-check.ts';
import { type PassParts, runPass } from './passes.ts';
import { preflightsEveryMs, startPreflights } from './preflights.ts';
import { createProbeLog, probesEveryMs } from './probe-log.ts';
import { createQueue } from './queue.ts';
import type { ProvisionerSettings } from './settings.ts';
import { callSpans } from './trace-pass.ts';
import { createTurns } from './turns.ts';
import { createUsageHistory, usageHistoryEveryMs } from './usage-history.ts';
import { createUsageRecorder, usageEveryMs } from './usage-recorder.ts';
import { beatEveryMs, createVitalSigns, probeEveryMs } from './vital-signs.ts';
import { startWakeUps } from './wake-ups.ts';
import { startWatches, watchAges } from './watches.ts';
import { createWishes } from './wishes.ts';

const workers = 16;
const patienceAtTheEndMs = 5_000;
// How long an environment is left alone after a pass that could not be written down.
const afterFailureMs = 1_000;
// Every call and every query has a deadline; a pass beyond all of them hangs.
const longestPassMs = 300_000;

/** A running provisioner; `stop` finishes the passes in hand or gives them up, gives the leases back and closes everything. */
export type Provisioner = HostedService;

/** Starts a replica behind its health server. Resolves when it is at work. */
export async function startProvisioner(settings: ProvisionerSettings, log: Logger): Promise<Provisioner> {
  const own = log.child({ replica: settings.replica });
  const hosted = await hostService(settings, (host) => beginWork(settings, host, own));
  own.info({ metricsPort: hosted.metricsPort }, 'at work');
  return hosted;
}

// Where this fails, the process ends and with it what was opened.
async function beginWork(settings: ProvisionerSettings, host: Host, log: Logger): Promise<Service> {
  const { databaseUrl, replica } = settings;
  const ended = new AbortController();
  const { signal } = ended;
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const loops = createLoops(signal, host.watchdog, log);
  const database = createDatabase(databaseUrl, workers + 4);
  const connection = await loadConnection(settings.kubeconfig);
  const transport = createTransport(connection, workers, settings.callDeadlineMs);
  const credentials = createCredentialsCheck(connection, settings.credentialsWarnSeconds, log);
  await startTracing('provisioner', settings.trace, failed('traces were not sent'));
  transport.observe(callSpans);
  addApiMetrics(host.registry, [transport]);
  const metrics = createMetrics(host.registry);
  const cache = createCache();
  const known = createKnownEnvironments(() => listLiveNamespaces(database));
  const clock = createDatabaseClock();
  const leases = createLeases(database, replica, metrics.lost);
  const usage = createUsageRecorder(database, failed('usage was not saved'));
  const consumption = createConsumptionCounter(database, transport, failed('workloads were not counted'));
  const denials = createDenialRecorder(
    database,
    createOwnerLookup(transport),
    failed('refusals were not saved'),
  );
  const queue = createQueue(work, workers, metrics.waited);
  const wishes = createWishes(queue.add);
  const heardAt = new Map<string, number>();
  const probes = createProbeLog(database);
  const load = () => ({
    queueDepth: queue.depth().waiting + queue.depth().running,
    watches: watchAges(heardAt, Date.now()),
  });
  const guard = createClusterGuard(database, transport);
  const signs = createVitalSigns(database, transport, guard, replica, leases, load, clock, probes.note);
  addGaugesOf(host.registry, {
    ...{ queue, heardAt, cache, leases, known, clusterAnswers: signs.clusterAnswers },
    credentialsSecondsLeft: credentials.secondsLeft,
    connections: () => poolState(database),
  });
  const clusterFor: PassParts['clusterFor'] = (lease) =>
    createClusterPort(
      createResources(guardTransport(transport, lease), fieldManager),
      cache,
      guard.assertOurs,
    );
  const inTurn = createTurns();
  const parts = { database, cache, known, leases, wishes, clusterFor, clock, inTurn, replica, metrics, log };

  async function work(id: string): Promise<void> {
    const wish = wishes.take(id);
    const watched = host.watchdog.watch(`pass of environment ${id}`, longestPassMs);
    try {
      const outcome = await runPass(id, wish, parts);
      if (outcome !== null && outcome.nextInMs !== null) wakeUps?.later(id, outcome.nextInMs);
    } catch (error) {
      log.warn({ err: error, environment: id }, 'pass failed');
      wishes.putBack(id, wish);
      // The database failed: what its own writes and others wake meanwhile would only fail again.
      queue.rest(id, afterFailureMs);
    } finally {
      watched.end();
    }
  }

  let wakeUps: ReturnType<typeof startWakeUps> | null = null;
  // The first beat comes before the first claim: a replica that does not beat has lost its leases.
  await signs.beat();
  loops.run('probe of the cluster', probeEveryMs, signs.probe);
  loops.run('record of probes', probesEveryMs, probes.flush);
  loops.run('check of the credentials', credentialsEveryMs, credentials.look);
  loops.run('heartbeat', beatEveryMs, signs.beat);
  // In another cluster than that of the rows nothing is looked at, written down or made: somebody may have mixed up two files.
  await guard.untilOurs(log);
  loops.run('look which cluster it is', guardEveryMs, guard.assertOurs);
  loops.run('record of usage', usageEveryMs, usage.flush);
  loops.run('count of workloads', consumptionEveryMs, consumption.flush);
  loops.run('history of usage', usageHistoryEveryMs, createUsageHistory(database));
  loops.run('record of refusals', denialsEveryMs, denials.flush);
  loops.run('check of the admission policies', packEveryMs, checkPack(database, transport));
  loops.run('look at the cluster', inventoryEveryMs, lookAtCluster(database, transport));
  await known.reload();
  const idOf = (namespace: string, then: (id: string) => void) => {
    const id = known.idOf(namespace);
    if (id !== undefined) then(id);
  };
  const watchFailed = (kind: string, error: Error, relist: boolean) => {
    metrics.watchFailed(kind, relist);
    log.warn({ kind, relist, err: error }, 'watch failed');
  };
  const watches = await startWatches(
    transport,
    cache,
    heardAt,
    {
      // Until everything is listed, what is missing may only not have been seen yet.
      changed: (namespace) => wakeUps !== null && idOf(namespace, wishes.look),
      quota: (namespace, quota) =>
        idOf(namespace, (id) => {
          if (usage.note(id, quota)) consumption.note(id, namespace);
        }),
      failed: watchFailed,
    },
    signal,
    settings.watchTimes,
  );
  const events = watchEvents(
    transport,
    {
      warned: (namespace, event) => idOf(namespace, (id) => denials.warned(id, event)),
      made: (namespace, event) => idOf(namespace, (id) => denials.made(id, event)),
      heard: (watch) => heardAt.set(watch, Date.now()),
      failed: watchFailed,
    },
    signal,
    settings.watchTimes,
  );
  const preflights = startPreflights({ database, databaseUrl, transport, cache, metrics, log });
  loops.run('answers of pre-flights', preflightsEveryMs, preflights.sweep);
  const compare = (ids: readonly string[]) => compareAll(ids, database, cache, metrics, clock);
  wakeUps = startWakeUps({
    ...{ database, databaseUrl, known, wishes, compare, log },
    watchdog: host.watchdog,
  });

  async function stop(): Promise<void> {
    await Promise.all([wakeUps?.stop(), preflights.stop()]);
    const patience = setTimeout(leases.abort, patienceAtTheEndMs);
    await queue.drain();
    clearTimeout(patience);
    ended.abort();
    await Promise.all([loops.ended(), watches.done, events]);
    await probes.flush().catch(failed('probes were not written down'));
    await releaseLeases(database, replica).catch(failed('leases were not released'));
    await endHeartbeat(database, replica).catch(failed('the end was not written down'));
    await stopTracing();
    await transport.close();
    await database.$disconnect();
  }

  return { unready: signs.unready, stop };
}
