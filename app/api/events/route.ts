import { findSignedIn } from '#lib/auth/session.ts';
import { probeSession } from '#lib/auth/session-probe.ts';
import { followChanges } from '#lib/services/change/follow-changes.ts';

const heartbeatMs = 15_000;

/** What changed since the mark of the page, as server-sent events without content: the browser asks for the page anew. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return new Response('Sign in first.\n', { status: 401 });
  const probe = await probeSession(actor.requestId);
  const since = new URL(request.url).searchParams.get('since');
  const encoder = new TextEncoder();
  let stop = () => {};
  let ended = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const close = (farewell: string) => {
        if (ended) return;
        ended = true;
        stop();
        if (farewell !== '') send(farewell);
        controller.close();
      };
      const follower = {
        change: (type: string) => {
          if (!ended) send(`event: change\ndata: ${JSON.stringify({ type })}\n\n`);
        },
        end: () => close('event: end\ndata: {}\n\n'),
      };
      const following = await followChanges(probe, follower, since);
      // Only now does the browser hear that it is connected: from here on no change is missed.
      if (!ended) send('retry: 2000\n: connected\n\n');
      const timer = setInterval(() => {
        if (!ended) send(': still here\n\n');
        following.check().catch(() => close(''));
      }, heartbeatMs);
      stop = () => {
        clearInterval(timer);
        following.stop();
      };
      if (ended) stop();
      request.signal.addEventListener('abort', () => {
        ended = true;
        stop();
      });
    },
    cancel: () => {
      ended = true;
      stop();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

export const dynamic = 'force-dynamic';
