import type { Database } from '#lib/data/client.ts';
import { addUsageSamples, saveUsages, type Usage } from '#lib/data/provisioner/usage.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { usageChanges } from '../status/usage-changes.ts';
import { createInternTable } from './intern.ts';
import { createUsageTexts } from './usage-texts.ts';

/** How often to write down what was noted, in milliseconds. */
export const usageEveryMs = 500;

const sampleEveryMs = 15_000;
// A thousand new environments at once must not keep the figures of all others waiting; ten thousand get their turn in 15 seconds.
const mostAtOnce = 400;

/** Turns quota statuses into what pages show, and into history, without writing more often than is useful. */
export interface UsageRecorder {
  /** Whether it is news. */
  note: (environmentId: string, quota: ObservedObject) => boolean;
  /** Writes down what was noted since and is due; failures are told and made good the next time. */
  flush: () => Promise<void>;
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

/** Coalesces: the page's figure is at most half a second old, history has at most a row in 15 seconds and key. */
export function createUsageRecorder(database: Database, failed: (error: unknown) => void): UsageRecorder {
  const texts = createInternTable();
  const latest = createUsageTexts(texts);
  const toShow = new Set<string>();
  const toSample = new Set<string>();
  const sampledAt = new Map<string, number>();
  /** What history ends with, as far as this replica has written it. */
  const sampled = createUsageTexts(texts);
  const latestOf = (ids: readonly string[]) => new Map(ids.map((id) => [id, latest.of(id)]));

  // After a start it is all of them, which must be no statement of a hundred thousand rows.
  async function show(): Promise<void> {
    const ids = [...toShow];
    for (let at = 0; at < ids.length; at += mostAtOnce) {
      const shown = ids.slice(at, at + mostAtOnce);
      for (const id of shown) toShow.delete(id);
      await saveUsages(database, latestOf(shown)).catch((error: unknown) => {
        for (const id of shown) toShow.add(id);
        failed(error);
      });
    }
  }

  async function flush(): Promise<void> {
    await show();
    const now = Date.now();
    const due = [...toSample]
      .filter((id) => now - (sampledAt.get(id) ?? 0) >= sampleEveryMs)
      .slice(0, mostAtOnce);
    for (const id of due) {
      sampledAt.set(id, now);
      toSample.delete(id);
    }
    await sample(latestOf(due));
  }

  async function sample(usages: ReadonlyMap<string, Usage>): Promise<void> {
    const changes = [...usages].map(([id, usage]) => [id, usageChanges(sampled.of(id), usage)] as const);
    const news = new Map(changes.filter(([, changed]) => Object.keys(changed).length > 0));
    if (news.size === 0) return;
    try {
      await addUsageSamples(database, news);
      for (const [id, usage] of usages) sampled.keep(id, { ...sampled.of(id), ...usage });
    } catch (error) {
      for (const id of news.keys()) toSample.add(id);
      failed(error);
    }
  }

  return {
    note: (id, quota) => {
      if (quota.metadata.name !== 'bailiwick') return false;
      const usage = usageOf(quota);
      if (usage === null || !latest.keep(id, usage)) return false;
      toShow.add(id);
      toSample.add(id);
      return true;
    },
    flush,
  };
}
