import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import { runReflector, type Watched } from '#lib/k8s/reflector.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';

/** What was seen of a team's quotas, event by event in the order in which the API server took the writes. */
export interface SumWatch {
  /** Events of the team's quotas so far. */
  events: () => number;
  /** Each event after which the sum of `spec.hard` was above the budget, in words. */
  overshoots: () => readonly string[];
  /** The amounts of a key by namespace as they are now. */
  hard: (key: string) => ReadonlyMap<string, bigint>;
  stop: () => Promise<void>;
}

interface Quota extends Watched {
  metadata: Watched['metadata'] & { namespace: string };
  spec: { hard?: ResourceAmounts };
}

/** Watches every quota in namespaces that begin with the prefix; resolves when all that is there was read. */
export async function watchSums(
  transport: Transport,
  prefix: string,
  budget: ResourceAmounts,
): Promise<SumWatch> {
  const ended = new AbortController();
  const quotas = new Map<string, Quota>();
  const overshoots: string[] = [];
  let events = 0;
  const isOurs = ({ metadata }: Quota) => metadata.namespace.startsWith(prefix);
  const hard = (key: string) =>
    new Map(
      [...quotas.values()].map(({ metadata, spec }) => [
        metadata.namespace,
        parseQuantity(spec.hard?.[key] ?? '0').nano,
      ]),
    );

  function check(): void {
    events += 1;
    for (const [key, limit] of Object.entries(budget)) {
      const parts = hard(key);
      const sum = [...parts.values()].reduce((total, part) => total + part, 0n);
      if (sum > parseQuantity(limit).nano)
        overshoots.push(
          `${key}: ${[...parts].map(([name, part]) => `${name} ${part / 1_000_000n}m`).join(' + ')} > ${limit}`,
        );
    }
  }
  let listed = () => {};
  const isListed = new Promise<void>((resolve) => {
    listed = resolve;
  });
  const done = runReflector<Quota>(
    transport,
    managedKind('ResourceQuota'),
    {
      heard: () => {},
      failed: () => {},
      page: (items) => {
        for (const item of items.filter(isOurs)) quotas.set(item.metadata.uid, item);
      },
      listed: (uids) => {
        for (const uid of quotas.keys()) if (!uids.has(uid)) quotas.delete(uid);
        check();
        listed();
      },
      put: (item) => {
        if (!isOurs(item)) return;
        quotas.set(item.metadata.uid, item);
        check();
      },
      remove: (item) => {
        if (quotas.delete(item.metadata.uid)) check();
      },
    },
    ended.signal,
  );
  await isListed;
  return {
    events: () => events,
    overshoots: () => overshoots,
    hard,
    stop: async () => {
      ended.abort();
      await done;
    },
  };
}
