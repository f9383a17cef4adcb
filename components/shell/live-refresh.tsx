'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { type LiveConnection, watchEvents } from './watch-events.ts';

type LiveRefreshProps = {
  /** What the page was made after; the stream begins with what it may have missed since. */
  mark: string;
};

/** Keeps the page current: asks for it anew when the server says so, or every 10 s while the stream is down. */
export function LiveRefresh({ mark }: LiveRefreshProps) {
  const router = useRouter();
  // The mark of the first page: later ones come while the stream stands, and must not begin it anew.
  const [url] = useState(`/api/events?since=${encodeURIComponent(mark)}`);
  const [state, setState] = useState<LiveConnection>();
  useEffect(() => watchEvents(url, { onChange: () => router.refresh(), onState: setState }), [url, router]);
  return state ? <LiveDot state={state} /> : null;
}
