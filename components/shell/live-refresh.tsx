'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { type LiveConnection, watchEvents } from './watch-events.ts';

type LiveRefreshProps = {
  /** An event stream; each of its events, named or not, means "something you see has changed". */
  url?: string | undefined;
};

/** Keeps the page current: asks for it anew when the server says so, or every 10 s while the stream is down. */
export function LiveRefresh({ url = '/api/events' }: LiveRefreshProps) {
  const router = useRouter();
  const [state, setState] = useState<LiveConnection>();
  useEffect(() => watchEvents(url, { onChange: () => router.refresh(), onState: setState }), [url, router]);
  return state ? <LiveDot state={state} /> : null;
}
