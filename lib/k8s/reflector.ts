import { setTimeout as delay } from 'node:timers/promises';
import { isClusterError } from './cluster-error.ts';
import { collectionPath, type ResourceType } from './resources.ts';
import type { Transport } from './transport.ts';

/** What a watched object must have. */
export interface Watched {
  metadata: { name: string; uid: string; resourceVersion: string };
}

/** Where the reflector reports; `replace` is the truth after a list, the others follow the watch. */
export interface Sink<T> {
  replace: (items: T[]) => void;
  put: (item: T) => void;
  remove: (item: T) => void;
  /** Something was heard: a list, an event or a bookmark. */
  heard: () => void;
  failed: (error: Error) => void;
}

interface ListAnswer<T> {
  metadata: { resourceVersion: string; continue?: string };
  items: T[];
}
interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Watched & { code?: number };
}

const pageSize = 500;
const stallMs = 90_000;

/** Lists and watches one kind until stopped, starting over from the last version seen, or from a list where that is gone. */
export async function runReflector<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  sink: Sink<T>,
  signal: AbortSignal,
): Promise<void> {
  let version: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      version ??= await list(transport, type, sink);
      version = await follow(transport, type, version, sink, signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      // A version that can't be resumed from means that events were missed: only a new list is the truth.
      if (!isClusterError(error) || error.failure === 'gone' || failures > 1) version = null;
      sink.failed(error instanceof Error ? error : new Error(String(error)));
      await delay(Math.min(50 * 2 ** failures, 2_000) * (0.5 + Math.random() / 2), undefined, {
        signal,
      }).catch(() => undefined);
    }
  }
}

async function list<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  sink: Sink<T>,
): Promise<string> {
  const items: T[] = [];
  let next = '';
  for (;;) {
    const path = `${collectionPath(type)}?limit=${pageSize}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
    const answer = (await transport.call({ method: 'GET', path })) as ListAnswer<T>;
    items.push(...answer.items);
    next = answer.metadata.continue ?? '';
    if (next !== '') continue;
    sink.replace(items);
    sink.heard();
    return answer.metadata.resourceVersion;
  }
}

async function follow<T extends Watched>(
  transport: Transport,
  type: ResourceType,
  from: string,
  sink: Sink<T>,
  signal: AbortSignal,
): Promise<string> {
  let version = from;
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMs);
  const seconds = 240 + Math.floor(Math.random() * 60);
  const path = `${collectionPath(type)}?watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${version}`;
  try {
    await transport.watch(
      path,
      (line) => {
        const event = JSON.parse(line) as WatchEvent;
        if (event.type === 'ERROR')
          throw Object.assign(new Error('the watch was refused'), {
            failure: event.object.code === 410 ? 'gone' : 'unavailable',
          });
        clearTimeout(timer);
        timer = setTimeout(() => stalled.abort(), stallMs);
        version = event.object.metadata.resourceVersion;
        deliver(event, sink);
      },
      AbortSignal.any([signal, stalled.signal]),
    );
  } finally {
    clearTimeout(timer);
  }
  return version;
}

function deliver<T extends Watched>(event: WatchEvent, sink: Sink<T>): void {
  sink.heard();
  if (event.type === 'BOOKMARK') return;
  const item = event.object as unknown as T;
  if (event.type === 'DELETED') sink.remove(item);
  else sink.put(item);
}
