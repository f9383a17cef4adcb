import { setTimeout as delay } from 'node:timers/promises';
import { clusterError, isClusterError } from './cluster-error.ts';
import { listPages, selection } from './list-all.ts';
import { collectionPath, type ResourceType } from './resources.ts';
import type { Transport } from './transport.ts';

/** What a watched object must have. */
export interface Watched {
  metadata: { name: string; uid: string; resourceVersion: string };
}

/** Where the reflector reports. */
export interface Sink<T> {
  /** Part of a list, as it arrives. */
  page: (items: T[]) => void;
  /** The list is whole: what has none of these UIDs and is not newer than its version is gone. */
  listed: (uids: ReadonlySet<string>, version: string) => void;
  put: (item: T) => void;
  remove: (item: T) => void;
  /** Something was heard: a list, an event, a bookmark, or the end of a watch at its time. */
  heard: () => void;
  /** A list or watch failed; `relist` says that everything is read anew. */
  failed: (error: Error, relist: boolean) => void;
}

interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Watched & { code?: number; message?: string };
}

/** Times in milliseconds. */
export interface ReflectorTimes {
  /** Longest life of one watch. A quiet one ends by then, which is the sign of life of a cluster with nothing to tell. */
  watchMs: number;
  /** A watch that neither told anything nor ended for so long is dead. */
  stallMs: number;
}

const usualTimes: ReflectorTimes = { watchMs: 30_000, stallMs: 35_000 };
const longestPauseMs = 2_000;
// Beyond so many failures in a row the version itself is suspect: after a restored etcd it may lie in the future.
const mostResumptions = 8;

/** Lists and watches one kind until stopped. After every error it resumes from the last version seen; after 410 it lists anew. */
export async function runReflector<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  sink: Sink<T>,
  signal: AbortSignal,
  times: ReflectorTimes = usualTimes,
): Promise<void> {
  let version: string | null = null;
  let failures = 0;
  const advance = (next: string) => {
    version = next;
    failures = 0;
    sink.heard();
  };
  while (!signal.aborted) {
    try {
      if (version === null) {
        version = await list(transport, type, sink, signal);
        sink.heard();
      } else {
        await follow(transport, type, version, sink, advance, signal, times);
        advance(version);
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      const isGone = isClusterError(error) && error.failure === 'gone';
      if (isGone || failures > mostResumptions) version = null;
      sink.failed(error instanceof Error ? error : new Error(String(error)), version === null);
      const pauseMs = Math.min(50 * 2 ** failures, longestPauseMs);
      await delay(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
    }
  }
}

async function list<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  sink: Sink<T>,
  signal: AbortSignal,
): Promise<string> {
  const uids = new Set<string>();
  const version = await listPages<T>(transport, type, signal, (items, isAnew) => {
    if (isAnew) uids.clear();
    for (const { metadata } of items) uids.add(metadata.uid);
    sink.page(items);
  });
  sink.listed(uids, version);
  return version;
}

async function follow<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  from: string,
  sink: Sink<T>,
  advance: (version: string) => void,
  signal: AbortSignal,
  { watchMs, stallMs }: ReflectorTimes,
): Promise<void> {
  const ends = new AbortController();
  const stall = () => ends.abort(clusterError('deadline', 'The watch has stalled.'));
  const stop = () => ends.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(stall, stallMs);
  const seconds = Math.max(1, Math.round((watchMs / 1000) * (0.85 + 0.15 * Math.random())));
  const path = `${collectionPath(type)}?watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${from}${selection(type)}`;
  try {
    await transport.watch(
      path,
      (line) => {
        const event = JSON.parse(line) as WatchEvent;
        if (event.type === 'ERROR') throw refusal(event);
        clearTimeout(timer);
        timer = setTimeout(stall, stallMs);
        deliver(event, sink);
        advance(event.object.metadata.resourceVersion);
      },
      ends.signal,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function refusal({ object }: WatchEvent): Error {
  const message = object.message ?? 'The API server ended the watch.';
  return clusterError(object.code === 410 ? 'gone' : 'unavailable', message);
}

function deliver<T extends Watched>(event: WatchEvent, sink: Sink<T>): void {
  if (event.type === 'BOOKMARK') return;
  const item = event.object as unknown as T;
  if (event.type === 'DELETED') sink.remove(item);
  else sink.put(item);
}
