import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '#lib/data/client.ts';
import { recogniseCluster } from '#lib/data/provisioner/cluster-identity.ts';
import { clusterError, isClusterError } from '#lib/k8s/cluster-error.ts';
import type { Transport } from '#lib/k8s/transport.ts';

/** Keeps the provisioner from taking another cluster for the one that the rows are about. */
export interface ClusterGuard {
  /** Fails, as if it could not be reached, where the cluster is another one or does not say which it is. */
  assertOurs: () => Promise<void>;
  /** Why it is not ours, as it was found last, in words; null while it is. */
  problem: () => string | null;
  /** Resolves when it is ours; tells once of each reason why it is not yet. */
  untilOurs: (log: Pick<Logger, 'warn'>) => Promise<void>;
}

/** How often to look which cluster it is, in milliseconds; before a namespace is made it is looked at anyway. */
export const guardEveryMs = 10_000;

// What was found holds for so long from when it was asked: many namespaces made at once ask once, and so do those of a slow answer.
const holdsMs = 1_000;
const tryEveryMs = 1_000;

/** The namespace kube-system lives as long as its cluster; its UID is what others call the cluster's id, too. */
export function createClusterGuard(database: Database, transport: Transport): ClusterGuard {
  let last: { until: number; look: Promise<void> } | null = null;
  let problem: string | null = null;

  async function look(): Promise<void> {
    const { metadata } = (await transport.call({
      method: 'GET',
      path: '/api/v1/namespaces/kube-system',
    })) as { metadata: { uid: string } };
    const ours = await recogniseCluster(database, metadata.uid);
    problem = ours === metadata.uid ? null : otherCluster(metadata.uid, ours);
    if (problem !== null) throw clusterError('unreachable', problem);
  }

  const assertOurs = (): Promise<void> => {
    const now = performance.now();
    if (last !== null && now < last.until) return last.look;
    const current = { until: Number.POSITIVE_INFINITY, look: look() };
    last = current;
    current.look.then(
      () => {
        current.until = now + holdsMs;
      },
      // A failure is no answer: whoever asks next, asks anew; unless the API server wants to be left alone.
      (error: unknown) => {
        current.until = isClusterError(error) ? performance.now() + error.retryAfterMs : 0;
      },
    );
    return current.look;
  };

  return {
    assertOurs,
    problem: () => problem,
    untilOurs: async (log) => {
      for (let told = ''; ; ) {
        const reason = await assertOurs().then(
          () => null,
          (error: Error) => error.message,
        );
        if (reason === null) return;
        if (reason !== told) log.warn({ reason }, 'waits for its cluster');
        told = reason;
        await delay(tryEveryMs);
      }
    },
  };
}

function otherCluster(met: string, ours: string): string {
  return `This is another cluster (${met}) than the one that the environments are in (${ours}). Nothing is done in it. If it takes the place of one that was lost, say so with npm run cluster:accept.`;
}
