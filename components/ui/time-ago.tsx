'use client';

import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from './relative-time.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One clock for all ages on the page; it stands still when nobody shows one.
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

type TimeAgoProps = { at: Date | string | number; className?: string | undefined };

/** An age that keeps itself right, with the exact time on hover and for screen readers in `datetime`. */
export function TimeAgo({ at, className }: TimeAgoProps) {
  const then = new Date(at).getTime();
  const read = () => relativeTime(then, Date.now());
  const text = useSyncExternalStore(subscribe, read, read);
  return (
    <time
      dateTime={new Date(then).toISOString()}
      title={exactTime(then)}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
