import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createDatabase } from '#lib/data/client.ts';
import { listen } from '#lib/data/listen.ts';
import { claimEnvironment, listDue, releaseLeases, renewLeases } from '#lib/data/provisioner/claims.ts';
import { beat, listLiveNamespaces, removeHeartbeat } from '#lib/data/provisioner/heartbeat.ts';
import { savePass } from '#lib/data/provisioner/save-pass.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createResources } from '#lib/k8s/resources.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { fieldManager } from '../desired/ownership.ts';
import type { Clock } from '../ports.ts';
import { reconcile } from '../reconcile.ts';
import { createCache } from './cache.ts';
import { createClusterPort } from './cluster-port.ts';
import { startHealthServer } from './health-server.ts';
import { createMetrics } from './metrics.ts';
import { createQueue } from './queue.ts';
import type { ProvisionerSettings } from './settings.ts';
import { createUsageRecorder } from './usage-recorder.ts';
import { startWatches } from './watches.ts';

const workers = 16;
const sweepEveryMs = 1_500;
const beatEveryMs = 1_000;
const probeEveryMs = 3_000;
const clock: Clock = { now: () => new Date(), spread: Math.random };

/** A running provisioner. */
export interface Provisioner {
  metricsPort: number;
  /** Finishes the passes in hand, gives the leases back and closes everything. */
  stop: () => Promise<void>;
}

/** Starts a replica: watches, hints, sweep, heartbeat, health. Resolves when it is at work. */
export async function startProvisioner(settings: ProvisionerSettings, log: Logger): Promise<Provisioner> {
  const ended = new AbortController();
  const { signal } = ended;
  const database = createDatabase(settings.databaseUrl, workers + 4);
  const transport = createTransport(await loadConnection(settings.kubeconfig), workers);
  const resources = createResources<ObservedObject>(transport, fieldManager);
  const cache = createCache();
  const cluster = createClusterPort(resources, cache);
  const startedAt = new Date();
  let ids = await listLiveNamespaces(database);
  let probe: { version: string | null; message: string | null } | null = null;
  let beatAt = 0;
  const inHand = new Set<string>();
  let heardAt: ReadonlyMap<string, number> = new Map();
  let watching = false;

  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const usage = createUsageRecorder(database, failed('usage was not saved'));
  const queue = createQueue((id) => pass(id).catch(again(id)), workers);
  const metrics = createMetrics({
    queueDepth: queue.depth,
    heardAt: () => heardAt,
    answers: () => transport.answers,
  });

  // A pass that could not be saved is repeated; its lease is no longer renewed, so another replica may be first.
  function again(id: string): (error: unknown) => Promise<void> {
    return async (error) => {
      log.warn({ err: error, environment: id }, 'pass failed');
      await delay(1_000, undefined, { signal }).catch(() => undefined);
      queue.add(id);
    };
  }

  async function pass(id: string): Promise<void> {
    inHand.add(id);
    try {
      await claimedPass(id);
    } finally {
      inHand.delete(id);
    }
  }

  async function claimedPass(id: string): Promise<void> {
    const began = performance.now();
    const row = await claimEnvironment(database, id, settings.replica);
    if (row === null) return;
    ids.set(row.namespace, id);
    const end = metrics.passes.startTimer();
    const record = await reconcile({ ...row, spec: { ...row, platform: settings.platform } }, cluster, clock);
    const ready = record.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    end({ ready: String(ready) });
    for (const { kind, change } of record.drift) metrics.drift.inc({ kind, change });
    const saved = await savePass(database, row, { ...record, tookMs: performance.now() - began });
    if (!saved) metrics.fenced.inc();
    log.info(
      { namespace: row.namespace, generation: row.generation, ready, saved, drift: record.drift.length },
      'pass',
    );
  }

  const changed = (namespace: string) => {
    const id = ids.get(namespace);
    if (id !== undefined && watching) queue.add(id);
  };
  // A new environment's namespace must be known here too, even if another replica is first to make it.
  const wake = async (id: string) => {
    queue.add(id);
    if (![...ids.values()].includes(id)) ids = await listLiveNamespaces(database);
  };
  const sweep = async () => {
    for (const id of await listDue(database, 500)) queue.add(id);
  };

  const health = await startHealthServer(settings.host, settings.metricsPort, {
    ready: () => watching && probe?.message === null && Date.now() - beatAt < 5 * beatEveryMs,
    metrics: () => metrics.registry.metrics(),
  });
  const probing = every(probeEveryMs, signal, async () => {
    probe = await transport.call({ method: 'GET', path: '/version', deadlineMs: 2_500 }).then(
      (version) => ({ version: (version as { gitVersion?: string }).gitVersion ?? null, message: null }),
      (error: Error) => ({ version: null, message: error.message }),
    );
  });
  // The first beat comes before the first claim: a replica that does not beat has lost its leases.
  const heartbeat = async () => {
    await renewLeases(database, settings.replica, [...inHand]);
    await beat(database, {
      replica: settings.replica,
      startedAt,
      reachable: probe === null ? null : probe.message === null,
      clusterVersion: probe?.version ?? null,
      message: probe?.message ?? null,
      queueDepth: queue.depth(),
    });
    beatAt = Date.now();
  };
  await heartbeat();
  const heart = every(beatEveryMs, signal, heartbeat);
  const watches = await startWatches(
    transport,
    cache,
    {
      changed,
      quota: (namespace, quota) => {
        const id = ids.get(namespace);
        if (id !== undefined && quota.metadata.name === 'bailiwick') usage.note(id, quota);
      },
      failed: (kind, error) => log.warn({ kind, err: error }, 'watch failed'),
    },
    signal,
  );
  heardAt = watches.heardAt;
  watching = true;
  // What happened in the cluster while nobody watched is found by one pass over everything.
  for (const id of ids.values()) queue.add(id);
  const hints = listen(
    settings.databaseUrl,
    'bailiwick_environment',
    (id) => void wake(id).catch(failed('hint was not followed')),
    () => void sweep().catch(failed('sweep failed')),
  );
  const sweeping = every(sweepEveryMs, signal, sweep);
  const relearning = every(30_000, signal, async () => {
    const known = new Set(ids.values());
    ids = await listLiveNamespaces(database);
    for (const id of ids.values()) if (!known.has(id)) queue.add(id);
  });
  const recording = usage.run(signal);
  log.info(
    { replica: settings.replica, environments: ids.size, metricsPort: health.port },
    'provisioner is at work',
  );

  function every(ms: number, until: AbortSignal, work: () => Promise<void>): Promise<void> {
    return repeat(ms, until, () => work().catch(failed('periodic work failed')));
  }

  async function stop(): Promise<void> {
    await hints.stop();
    await queue.drain();
    ended.abort();
    await Promise.all([heart, probing, sweeping, relearning, recording, watches.done]);
    await releaseLeases(database, settings.replica).catch(failed('leases were not released'));
    await removeHeartbeat(database, settings.replica).catch(failed('heartbeat was not removed'));
    await health.stop();
    await transport.close();
    await database.$disconnect();
  }

  return { metricsPort: health.port, stop };
}

async function repeat(ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}
