import type { Queryable } from '../client.ts';

/** What a notifier's operator lets it do: send mail, and which internal receivers it may reach. */
export interface NotifierFacts {
  mails: boolean;
  allowed: readonly string[];
}

/** Writes that this notifier lives. */
export async function beat(db: Queryable, replica: string, { mails, allowed }: NotifierFacts): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notifier_heartbeat (replica, beat_at, mails, allowed) VALUES (${replica}, now(), ${mails}, ${[...allowed]}::text[])
    ON CONFLICT (replica) DO UPDATE SET beat_at = now(), mails = excluded.mails, allowed = excluded.allowed`;
}

/** Takes the row of a notifier that ends by itself away. */
export async function endBeat(db: Queryable, replica: string): Promise<void> {
  await db.$executeRaw`DELETE FROM notifier_heartbeat WHERE replica = ${replica}`;
}
