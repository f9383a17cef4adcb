import type { WatchAge } from '#lib/domain/provisioner-views.ts';
import { type ReflectorTimes, runReflector, type Sink } from '#lib/k8s/reflector.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { type ManagedKind, managedKinds } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { homeOf, type ObjectCache } from './cache.ts';

/** What the watches tell the loop. */
export interface WatchHandlers {
  /** Something of ours may differ in this namespace. */
  changed: (namespace: string) => void;
  /** A quota's status was seen. */
  quota: (namespace: string, quota: ObservedObject) => void;
  failed: (kind: string, error: Error, relist: boolean) => void;
}

/** How long ago each kind's watch heard something. */
export function watchAges(heardAt: ReadonlyMap<string, number>, now: number): WatchAge[] {
  return [...heardAt].map(([kind, at]) => ({ kind, silentMs: Math.max(0, now - at) }));
}

/** Watches all managed kinds into the cache and notes when each was heard; resolves when all have been listed once. */
export async function startWatches(
  transport: Transport,
  cache: ObjectCache,
  heardAt: Map<string, number>,
  handlers: WatchHandlers,
  signal: AbortSignal,
  times: ReflectorTimes,
): Promise<{ done: Promise<unknown> }> {
  const loops: Promise<void>[] = [];
  const listed = managedKinds.map(
    (kind) =>
      new Promise<void>((resolve) => {
        const sink = createSink(kind, cache, handlers, () => {
          heardAt.set(kind.kind, Date.now());
          resolve();
        });
        loops.push(runReflector(transport, kind, sink, signal, times));
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  );
  await Promise.all(listed);
  return { done: Promise.all(loops) };
}

function createSink(
  kind: ManagedKind,
  cache: ObjectCache,
  handlers: WatchHandlers,
  heard: () => void,
): Sink<ObservedObject> {
  const tellQuota = (object: ObservedObject) => {
    if (kind.kind === 'ResourceQuota') handlers.quota(homeOf(kind.kind, object), object);
  };
  // Usage changes with every pod and is told, but a pass is due only for what is compared.
  const put = (object: ObservedObject) => {
    const novelty = cache.put(kind.kind, object);
    if (novelty !== 'old') tellQuota(object);
    if (novelty === 'different') handlers.changed(homeOf(kind.kind, object));
  };
  return {
    heard,
    failed: (error, relist) => handlers.failed(kind.kind, error, relist),
    page: (objects) => objects.forEach(put),
    listed: (uids, version) => {
      for (const home of cache.keepOnly(kind.kind, uids, version)) handlers.changed(home);
    },
    put,
    remove: (object) => {
      cache.end(kind.kind, object);
      handlers.changed(homeOf(kind.kind, object));
    },
  };
}
