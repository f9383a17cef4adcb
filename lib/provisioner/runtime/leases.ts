import type { Database } from '#lib/data/client.ts';
import { renewLeases } from '#lib/data/provisioner/claims.ts';
import { clusterError } from '#lib/k8s/cluster-error.ts';

/** The right to work on one environment, for as long as this replica beats. */
export interface Lease {
  /** Aborted as soon as the lease is known to be lost; calls to the cluster end with it. */
  signal: AbortSignal;
  /** Throws where the lease may be lost by now: to be asked before every write. */
  check: () => void;
}

/** The leases of this replica, by its own monotonic clock, which a changed wall clock does not move. */
export interface Leases {
  /** Runs the work under a lease of that environment. */
  hold: <T>(id: string, work: (lease: Lease) => Promise<T>) => Promise<T>;
  /** Tells the database that they are still needed; those that it has given to somebody else end. */
  renew: () => Promise<void>;
  /** To be called with the time before a heartbeat that arrived: leases hold for so long after it. */
  beaten: (at: number) => void;
  count: () => number;
  /** Ends all of them: at a shutdown that can't wait. */
  abort: () => void;
}

// The database gives away what a replica holds that has not beaten for so long; see isAbandoned.
const patienceMs = 3_000;

/** No lease is held at first; `lost` hears of each that was given to somebody else or may have been. */
export function createLeases(database: Database, replica: string, lost: () => void): Leases {
  const held = new Map<string, AbortController>();
  let beatenAt = Number.NEGATIVE_INFINITY;

  async function hold<T>(id: string, work: (lease: Lease) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    held.set(id, controller);
    const check = () => {
      if (performance.now() > beatenAt + patienceMs) end(controller);
      if (controller.signal.aborted)
        throw clusterError('lease-lost', 'Another replica may have taken over meanwhile.');
    };
    try {
      return await work({ signal: controller.signal, check });
    } finally {
      held.delete(id);
    }
  }

  function end(controller: AbortController): void {
    if (controller.signal.aborted) return;
    controller.abort();
    lost();
  }

  return {
    hold,
    renew: async () => {
      const asked = [...held];
      const kept = new Set(
        await renewLeases(
          database,
          replica,
          asked.map(([id]) => id),
        ),
      );
      for (const [id, controller] of asked) if (!kept.has(id) && held.get(id) === controller) end(controller);
    },
    beaten: (at) => {
      beatenAt = at;
    },
    count: () => held.size,
    abort: () => {
      for (const controller of held.values()) controller.abort();
    },
  };
}
