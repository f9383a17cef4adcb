import type { Database } from '#lib/data/client.ts';
import { hastenRetries } from '#lib/data/provisioner/hasten-retries.ts';
import { beat, type Heartbeat } from '#lib/data/provisioner/heartbeat.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { productVersion } from '#lib/process/product-version.ts';
import type { ClusterGuard } from './cluster-guard.ts';
import type { DatabaseClock } from './database-clock.ts';
import type { Leases } from './leases.ts';

/** What this replica knows of its own health and tells the others. */
export interface VitalSigns {
  /** Asks the cluster for its version; when it is back, what waited for it is due at once. */
  probe: () => Promise<void>;
  /** Renews the leases and writes the heartbeat. */
  beat: () => Promise<void>;
  /** Whether the cluster answered the last probe. */
  clusterAnswers: () => boolean;
  /** Which of database and cluster did not answer lately, in words. */
  unready: () => string[];
}

/** How often to beat, and how often to probe, in milliseconds. */
export const beatEveryMs = 1_000;
export const probeEveryMs = 1_000;

/** Nothing is known before the first probe. */
export function createVitalSigns(
  database: Database,
  transport: Transport,
  guard: Pick<ClusterGuard, 'problem'>,
  replica: string,
  leases: Leases,
  load: () => Pick<Heartbeat, 'queueDepth' | 'watches'>,
  clock: DatabaseClock,
  probed: (answered: boolean) => void,
): VitalSigns {
  const startedAt = new Date();
  let cluster: { version: string | null; message: string | null } | null = null;
  let beatenAt = Number.NEGATIVE_INFINITY;
  return {
    probe: async () => {
      const wasAway = typeof cluster?.message === 'string';
      cluster = await transport
        .call({ method: 'GET', path: '/version', deadlineMs: 2_500, urgent: true })
        .then(
          (version) => ({
            version: (version as { gitVersion?: string }).gitVersion ?? null,
            message: guard.problem(),
          }),
          (error: Error) => ({ version: null, message: error.message }),
        );
      probed(cluster.message === null);
      if (wasAway && cluster.message === null) await hastenRetries(database);
    },
    beat: async () => {
      await leases.renew();
      const at = performance.now();
      const databaseMs = await beat(database, {
        replica,
        startedAt,
        reachable: cluster === null ? null : cluster.message === null,
        clusterVersion: cluster?.version ?? null,
        message: cluster?.message ?? null,
        version: productVersion,
        ...load(),
      });
      clock.hear(databaseMs, at);
      beatenAt = performance.now();
      leases.beaten(at);
    },
    clusterAnswers: () => cluster?.message === null,
    unready: () => {
      const silentMs = performance.now() - beatenAt;
      const seconds = Math.round(silentMs / 1000);
      return [
        ...(silentMs < 5 * beatEveryMs ? [] : [`the database has not answered for ${seconds} s`]),
        ...(cluster === null ? ['the cluster has not answered yet'] : []),
        ...(cluster?.message ? [`the cluster does not answer: ${cluster.message}`] : []),
      ];
    },
  };
}
