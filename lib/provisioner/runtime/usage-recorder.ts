import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '#lib/data/client.ts';
import { addUsageSamples, deleteOldSamples, saveUsage, type Usage } from '#lib/data/provisioner/usage.ts';
import type { ObservedObject } from '../desired/observed-object.ts';

const showEveryMs = 500;
const sampleEveryMs = 60_000;
const tidyEveryMs = 3_600_000;
const keepDays = 90;

/** Turns quota statuses into what pages show, and into history, without writing more often than is useful. */
export interface UsageRecorder {
  note: (environmentId: string, quota: ObservedObject) => void;
  run: (signal: AbortSignal) => Promise<void>;
}

/** The usage in a quota's status; null while it has none. */
export function usageOf(quota: ObservedObject): Usage | null {
  const status = quota.status as { hard?: Record<string, string>; used?: Record<string, string> } | undefined;
  if (status?.hard === undefined) return null;
  const { hard, used = {} } = status;
  return Object.fromEntries(
    Object.keys(hard)
      .sort()
      .map((key) => [key, { used: used[key] ?? '0', hard: hard[key] ?? '0' }]),
  );
}

/** Coalesces: the page's figure is at most half a second old, history has at most a row a minute and key. */
export function createUsageRecorder(database: Database, failed: (error: unknown) => void): UsageRecorder {
  const latest = new Map<string, Usage>();
  const toShow = new Set<string>();
  const toSample = new Set<string>();
  const sampledAt = new Map<string, number>();
  let tidiedAt = 0;

  async function flush(): Promise<void> {
    for (const id of [...toShow]) {
      toShow.delete(id);
      await saveUsage(database, id, latest.get(id) ?? {}).catch((error: unknown) => {
        toShow.add(id);
        failed(error);
      });
    }
    const now = Date.now();
    for (const id of [...toSample]) {
      if (now - (sampledAt.get(id) ?? 0) < sampleEveryMs) continue;
      sampledAt.set(id, now);
      toSample.delete(id);
      await addUsageSamples(database, id, latest.get(id) ?? {}).catch(failed);
    }
    if (now - tidiedAt < tidyEveryMs) return;
    tidiedAt = now;
    await deleteOldSamples(database, keepDays).catch(failed);
  }

  return {
    note: (id, quota) => {
      const usage = usageOf(quota);
      if (usage === null || JSON.stringify(usage) === JSON.stringify(latest.get(id))) return;
      latest.set(id, usage);
      toShow.add(id);
      toSample.add(id);
    },
    run: async (signal) => {
      while (!signal.aborted) {
        await flush();
        await delay(showEveryMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
