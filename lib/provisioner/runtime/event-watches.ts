import { type ReflectorTimes, runReflector, type Sink } from '#lib/k8s/reflector.ts';
import type { ResourceType } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { ClusterEvent } from './denial-event.ts';
import type { WatchHandlers } from './watches.ts';

/** What the events tell. */
export interface EventHandlers extends Pick<WatchHandlers, 'failed'> {
  warned: (namespace: string, event: ClusterEvent) => void;
  made: (namespace: string, event: ClusterEvent) => void;
  /** One of the two watches heard something, told by its name. */
  heard: (watch: string) => void;
}

const events = (fieldSelector: string): ResourceType => ({
  kind: 'Event',
  apiVersion: 'v1',
  plural: 'events',
  namespaced: true,
  fieldSelector,
});

/** Follows warnings, and what controllers made, until aborted. Nothing is kept: what an event says goes straight on. */
export async function watchEvents(
  transport: Transport,
  handlers: EventHandlers,
  signal: AbortSignal,
  times?: ReflectorTimes,
): Promise<void> {
  const sink = (watch: string, tell: EventHandlers['warned']): Sink<ClusterEvent> => {
    const put = (event: ClusterEvent) => tell(event.metadata.namespace ?? '', event);
    return {
      put,
      page: (found) => found.forEach(put),
      listed: () => undefined,
      remove: () => undefined,
      heard: () => handlers.heard(watch),
      failed: (error, relist) => handlers.failed('Event', error, relist),
    };
  };
  await Promise.all([
    runReflector(transport, events('type=Warning'), sink('Event (Warning)', handlers.warned), signal, times),
    runReflector(
      transport,
      events('reason=SuccessfulCreate'),
      sink('Event (SuccessfulCreate)', handlers.made),
      signal,
      times,
    ),
  ]);
}
