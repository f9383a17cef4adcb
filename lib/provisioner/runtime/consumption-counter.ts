import type { Database } from '#lib/data/client.ts';
import { listCounted, saveConsumption } from '#lib/data/provisioner/consumption.ts';
import type { Measurement } from '#lib/domain/usage/consumer.ts';
import { isClusterError } from '#lib/k8s/cluster-error.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { type CountedClaim, type CountedPod, consumptionOf, type PodMetrics } from '../status/consumption.ts';

/** How often to count those environments in which something changed, in milliseconds. */
export const consumptionEveryMs = 5_000;

const mostAtOnce = 20;
const restSeconds = 15;
// What containers really use changes without a sign of it.
const againMs = 300_000;

/** Counts which workloads use how much, in environments whose usage changed. */
export interface ConsumptionCounter {
  /** The usage of an environment's quota changed. */
  note: (environmentId: string, namespace: string) => void;
  /** Counts some of those noted; the rest waits. An environment rests a while between two counts, whoever counts. */
  flush: () => Promise<void>;
}

/** Asks the API server's cache for pods and claims, one environment after the other. */
export function createConsumptionCounter(
  database: Database,
  transport: Transport,
  failed: (error: unknown) => void,
): ConsumptionCounter {
  const waiting = new Map<string, string>();
  const measuredAt = new Map<string, { namespace: string; at: number }>();

  async function list<T>(path: string): Promise<T[]> {
    const { items } = (await transport.call({ method: 'GET', path })) as { items: T[] };
    return items;
  }

  async function count(id: string, namespace: string): Promise<void> {
    const core = `/api/v1/namespaces/${namespace}`;
    const pods = await list<CountedPod>(`${core}/pods?resourceVersion=0`);
    const claims = await list<CountedClaim>(`${core}/persistentvolumeclaims?resourceVersion=0`);
    const { metrics, measured } = await measure(namespace);
    await saveConsumption(database, id, consumptionOf(pods, claims, metrics), measured);
    if (measured === 'yes' && pods.length > 0) measuredAt.set(id, { namespace, at: Date.now() });
    else measuredAt.delete(id);
  }

  async function measure(
    namespace: string,
  ): Promise<{ metrics: PodMetrics[] | null; measured: Measurement }> {
    try {
      const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${namespace}/pods`;
      return { metrics: await list<PodMetrics>(path), measured: 'yes' };
    } catch (error) {
      const isAbsent = isClusterError(error) && error.failure === 'not-found';
      return { metrics: null, measured: isAbsent ? 'absent' : 'failed' };
    }
  }

  return {
    note: (id, namespace) => waiting.set(id, namespace),
    flush: async () => {
      const now = Date.now();
      for (const [id, { namespace, at }] of measuredAt) if (now - at > againMs) waiting.set(id, namespace);
      const next = [...waiting].slice(0, mostAtOnce);
      if (next.length === 0) return;
      const resting = await listCounted(
        database,
        next.map(([id]) => id),
        restSeconds,
      );
      for (const [id, namespace] of next) {
        // Behind the others, so that those which rest don't hold up those which wait.
        waiting.delete(id);
        if (resting.has(id)) waiting.set(id, namespace);
        else await count(id, namespace).catch(failed);
      }
    },
  };
}
