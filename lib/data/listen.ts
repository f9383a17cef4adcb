import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const pulseEveryMs = 2_000;
const answerWithinMs = 2_000;

/** A standing LISTEN; `onGap` is called after each (re)connection, since hints may have been lost before it. */
export interface Listening {
  stop: () => Promise<void>;
}

/** Listens to one channel until stopped, reconnecting by itself. Payloads are hints, never truth. */
export function listen(
  url: string,
  channel: string,
  onHint: (payload: string) => void,
  onGap: () => void,
): Listening {
  const ended = new AbortController();
  let client: pg.Client | undefined;
  const loop = run();

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      try {
        await session();
      } catch {
        // Whatever ended the session, the next one starts with a gap and the sweep covers the time between.
      }
      await delay(250, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  }

  async function session(): Promise<void> {
    const current = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      application_name: `listen ${channel}`,
    });
    client = current;
    const lost = new Promise<void>((resolve) => {
      current.on('error', () => resolve());
      current.on('end', () => resolve());
    });
    current.on('notification', ({ payload }) => onHint(payload ?? ''));
    const pulse = new AbortController();
    try {
      await current.connect();
      await current.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onGap();
      await Promise.race([lost, untilSilent(current, pulse.signal)]);
    } finally {
      pulse.abort();
      // A dead connection would never answer the farewell.
      await Promise.race([current.end().catch(() => undefined), delay(500)]);
    }
  }

  return {
    stop: async () => {
      ended.abort();
      await client?.end().catch(() => undefined);
      await loop;
    },
  };
}

// A connection that died without a word looks like a channel on which nothing happens, so it is asked now and then.
async function untilSilent(client: pg.Client, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(pulseEveryMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await client.query('SELECT 1');
  }
}
