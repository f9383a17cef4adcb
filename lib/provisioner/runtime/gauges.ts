import { Gauge, type Registry } from 'prom-client';
import { addGauge, addGauges } from '#lib/process/add-gauge.ts';
import { productVersion } from '#lib/process/product-version.ts';
import type { ObjectCache } from './cache.ts';
import type { WorkQueue } from './queue.ts';

/** Where the gauges read. */
export interface GaugeSources {
  queue: Pick<WorkQueue, 'depth'>;
  /** Kind → when its watch last heard something, in milliseconds since 1970. */
  heardAt: ReadonlyMap<string, number>;
  cache: Pick<ObjectCache, 'size'>;
  leases: { count: () => number };
  known: { ids: () => readonly string[] };
  connections: () => { busy: number; idle: number; waiting: number };
  clusterAnswers: () => boolean;
  /** Null where the credentials do not say when they end. */
  credentialsSecondsLeft: () => number | null;
}

/** Adds what can be read of a provisioner at any time to a registry. */
export function addGaugesOf(registry: Registry, sources: GaugeSources): void {
  const { queue, heardAt, cache, leases, known, connections, clusterAnswers } = sources;
  const add = addGauge.bind(null, registry);
  addGauges(
    registry,
    'bailiwick_queue_depth',
    'Environments in the queue of this replica: those that wait for a worker and those in a pass',
    'state',
    () => ({ ...queue.depth() }),
  );
  addGauges(
    registry,
    'bailiwick_watch_age_seconds',
    'Seconds since the watch of a kind last heard an event, a bookmark or its end',
    'kind',
    () => Object.fromEntries([...heardAt].map(([kind, at]) => [kind, (Date.now() - at) / 1000])),
  );
  add('bailiwick_cache_objects', 'Objects in the watch cache', () => cache.size().objects);
  add('bailiwick_cache_texts', 'Different texts that the watch cache consists of', () => cache.size().texts);
  add('bailiwick_cache_bytes', 'Bytes of the texts in the watch cache', () => cache.size().bytes);
  add('bailiwick_leases_held', 'Environments that this replica works on', leases.count);
  add('bailiwick_environments_known', 'Environments that are not gone', () => known.ids().length);
  add('bailiwick_cluster_reachable', 'Whether the cluster answered the last probe: 1 or 0', () =>
    Number(clusterAnswers()),
  );
  add(
    'bailiwick_credentials_expire_seconds',
    'Seconds until the credentials for the cluster end; NaN where they do not say',
    () => sources.credentialsSecondsLeft() ?? Number.NaN,
  );
  addGauges(
    registry,
    'bailiwick_database_connections',
    'Connections of the pool to PostgreSQL',
    'state',
    () => ({ busy: connections().busy, idle: connections().idle }),
  );
  add(
    'bailiwick_database_waiting',
    'Calls to the database that wait for a connection',
    () => connections().waiting,
  );
  new Gauge({
    name: 'bailiwick_build_info',
    help: 'The version that runs; the value is always 1',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: productVersion }, 1);
}
