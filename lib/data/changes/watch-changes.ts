import { randomUUID } from 'node:crypto';
import { getDatabase } from '../client.ts';
import { type Listening, listen } from '../listen.ts';

/** What a hint says: something of that kind changed, in that team if one is named. `gap`: hints may have been lost. */
export interface Change {
  type: string;
  teamId: string | null;
}

type Watcher = (change: Change) => void;

/** What this process heard, counted from its start. The newest changes are kept for pages that connect a little later. */
interface Feed {
  id: string;
  count: number;
  newest: Change[];
  watchers: Set<Watcher>;
  listening: Listening;
}

const keep = 500;

// One LISTEN connection a process, however many browsers follow; kept over hot reloads.
const cache = globalThis as typeof globalThis & { bailiwickChanges?: Feed };

/** Calls the watcher at each change until the returned function is called. */
export function watchChanges(watcher: Watcher): () => void {
  const { watchers } = feed();
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** How far this process has heard. Taken before a read, it names the changes that the read may have missed. */
export function changesMark(): string {
  const { id, count } = feed();
  return `${id}.${count}`;
}

/** The changes after a mark, oldest first; null if this process can't know: another's mark, an old one or none. */
export function changesSince(mark: string | null): Change[] | null {
  const { id, count, newest } = feed();
  const [owner, digits = ''] = mark?.split('.') ?? [];
  if (owner !== id || !/^\d{1,15}$/.test(digits)) return null;
  const missed = count - Number(digits);
  if (missed < 0 || missed > newest.length) return null;
  return newest.slice(newest.length - missed);
}

function feed(): Feed {
  cache.bailiwickChanges ??= start();
  return cache.bailiwickChanges;
}

function start(): Feed {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. It names the PostgreSQL database of the portal.');
  const watchers = new Set<Watcher>();
  const newest: Change[] = [];
  const tell = (change: Change) => {
    current.count += 1;
    newest.push(change);
    if (newest.length > keep) newest.shift();
    for (const watcher of watchers) watcher(change);
  };
  // The first connection is a gap as well: a mark from before it can't tell what nobody listened to.
  const listening = listen(
    url,
    'bailiwick_change',
    (payload) => tell(readChange(payload)),
    () => tell({ type: 'gap', teamId: null }),
  );
  const current: Feed = { id: randomUUID(), count: 0, newest, watchers, listening };
  return current;
}

function readChange(payload: string): Change {
  try {
    const { type, teamId } = JSON.parse(payload) as { type?: unknown; teamId?: unknown };
    return {
      type: typeof type === 'string' ? type : 'gap',
      teamId: typeof teamId === 'string' ? teamId : null,
    };
  } catch {
    return { type: 'gap', teamId: null };
  }
}

/** Changes whenever something about the person's own requests does, whichever team they belong to. */
export async function ownRequestsMark(userId: string): Promise<string> {
  const rows = await getDatabase().$queryRaw<{ mark: string }[]>`
    SELECT count(*) || '/' || coalesce(sum(r.version), 0) || '/' || coalesce(sum(c.comments), 0) AS mark
    FROM request r LEFT JOIN LATERAL (SELECT count(*) AS comments FROM comment WHERE request_id = r.id) c ON true
    WHERE r.requester_id = ${userId}::uuid`;
  return rows[0]?.mark ?? '';
}
