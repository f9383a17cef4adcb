import { runReflector, type Sink } from '#lib/k8s/reflector.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { type ManagedKind, managedKinds } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { isEnforced } from '../status/object-status.ts';
import { homeOf, type ObjectCache } from './cache.ts';

/** What the watches tell the loop. */
export interface WatchHandlers {
  /** Something of ours may differ in this namespace. */
  changed: (namespace: string) => void;
  /** A quota's status was seen. */
  quota: (namespace: string, quota: ObservedObject) => void;
  failed: (kind: string, error: Error) => void;
}

/** Watches all managed kinds into the cache; resolves when every kind has been listed once. */
export async function startWatches(
  transport: Transport,
  cache: ObjectCache,
  handlers: WatchHandlers,
  signal: AbortSignal,
): Promise<{ heardAt: ReadonlyMap<string, number>; done: Promise<unknown> }> {
  const heardAt = new Map<string, number>();
  const loops: Promise<void>[] = [];
  const listed = managedKinds.map(
    (kind) =>
      new Promise<void>((resolve) => {
        const sink = createSink(kind, cache, handlers, () => {
          heardAt.set(kind.kind, Date.now());
          resolve();
        });
        loops.push(runReflector(transport, kind, sink, signal));
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  );
  await Promise.all(listed);
  return { heardAt, done: Promise.all(loops) };
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
  return {
    heard,
    failed: (error) => handlers.failed(kind.kind, error),
    replace: (objects) => {
      const homes = cache.replaceAll(kind.kind, objects);
      for (const home of homes) handlers.changed(home);
      objects.forEach(tellQuota);
    },
    put: (object) => {
      const home = homeOf(kind.kind, object);
      const before = find(cache, kind.kind, home, object.metadata.name);
      if (!cache.put(kind.kind, object)) return;
      tellQuota(object);
      if (!isOnlyUsage(kind.kind, before, object)) handlers.changed(home);
    },
    remove: (object) => {
      cache.end(kind.kind, object);
      handlers.changed(homeOf(kind.kind, object));
    },
  };
}

function find(cache: ObjectCache, kind: string, home: string, name: string): ObservedObject | undefined {
  const seen = cache.observe(home);
  if (kind === 'Namespace') return seen.namespace ?? undefined;
  return seen.objects.get(kind)?.find((object) => object.metadata.name === name);
}

// Usage changes with every pod; a pass is due only if the spec, the labels or the enforcement changed.
function isOnlyUsage(kind: string, before: ObservedObject | undefined, after: ObservedObject): boolean {
  if (kind !== 'ResourceQuota' || before === undefined) return false;
  const essence = (object: ObservedObject) =>
    JSON.stringify([object.spec, object.metadata.labels, isEnforced(object)]);
  return essence(before) === essence(after);
}
