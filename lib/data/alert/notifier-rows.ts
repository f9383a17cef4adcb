import type { Queryable } from '../client.ts';

/** What the notifiers that live may do. */
export interface NotifierState {
  lives: boolean;
  mails: boolean;
  /** Internal networks in which webhooks may be. */
  allowed: string[];
}

/** What every notifier said that gave a sign within the last half minute, by the database's clock. */
export async function findNotifierState(db: Queryable): Promise<NotifierState> {
  const rows = await db.$queryRaw<{ mails: boolean; allowed: string[] }[]>`
    SELECT mails, allowed FROM notifier_heartbeat WHERE beat_at > now() - interval '30 seconds'`;
  return {
    lives: rows.length > 0,
    mails: rows.some(({ mails }) => mails),
    allowed: [...new Set(rows.flatMap(({ allowed }) => allowed))],
  };
}
