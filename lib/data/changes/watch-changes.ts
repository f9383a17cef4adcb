import { getDatabase } from '../client.ts';
import { type Listening, listen } from '../listen.ts';

/** What a hint says: something of that kind changed, in that team if one is named. `gap`: hints may have been lost. */
export interface Change {
  type: string;
  teamId: string | null;
}

type Watcher = (change: Change) => void;

// One LISTEN connection a process, however many browsers follow; kept over hot reloads.
const cache = globalThis as typeof globalThis & {
  bailiwickChanges?: { watchers: Set<Watcher>; listening: Listening };
};

/** Calls the watcher at each change until the returned function is called. */
export function watchChanges(watcher: Watcher): () => void {
  cache.bailiwickChanges ??= start();
  const { watchers } = cache.bailiwickChanges;
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

function start() {
  const watchers = new Set<Watcher>();
  const tell = (change: Change) => {
    for (const watcher of watchers) watcher(change);
  };
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. It names the PostgreSQL database of the portal.');
  const listening = listen(
    url,
    'bailiwick_change',
    (payload) => tell(readChange(payload)),
    () => tell({ type: 'gap', teamId: null }),
  );
  return { watchers, listening };
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
