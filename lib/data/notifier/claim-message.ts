import { type MessageEvent, messageEventSchema } from '#lib/domain/alert/event.ts';
import type { Database } from '../client.ts';

/** A message that this process is to send. */
export interface ClaimedMessage {
  /** The same at every attempt: receivers know by it what came already. */
  id: string;
  /** Grows with every claim; a result of an older one is refused. */
  attempts: number;
  /** How long ago it was written. */
  ageSeconds: number;
  /** Null where another version of the product wrote what this one can't read. */
  event: MessageEvent | null;
  receiver: { address: string } | { url: string; secret: string };
}

// Longer than the slowest sending; what is still open after it belonged to a process that died.
const leaseSeconds = 120;

/** Takes the message that has been due longest; null if none is. By the database's clock. */
export async function claimMessage(database: Database): Promise<ClaimedMessage | null> {
  const [row] = await database.$queryRaw<ClaimedRow[]>`
    WITH claimed AS (
      UPDATE alert_message SET due_at = now() + ${leaseSeconds} * interval '1 second', attempts = attempts + 1 WHERE id = (
        SELECT id FROM alert_message WHERE delivered_at IS NULL AND given_up_at IS NULL AND due_at <= now()
        ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
      RETURNING id, attempts, created_at, event, address, webhook_id)
    SELECT c.id, c.attempts, extract(epoch FROM now() - c.created_at)::float AS "ageSeconds", c.event, c.address, w.url, w.secret
    FROM claimed c LEFT JOIN alert_webhook w ON w.id = c.webhook_id`;
  if (row === undefined) return null;
  const { address, url, secret, event, ...claimed } = row;
  const receiver = address === null ? { url: url ?? '', secret: secret ?? '' } : { address };
  return { ...claimed, event: messageEventSchema.safeParse(event).data ?? null, receiver };
}

interface ClaimedRow extends Omit<ClaimedMessage, 'receiver' | 'event'> {
  event: unknown;
  address: string | null;
  url: string | null;
  secret: string | null;
}

type Claim = Pick<ClaimedMessage, 'id' | 'attempts'>;

/** Writes that the receiver took it; false where somebody else has the message by now. */
export async function finishMessage(database: Database, { id, attempts }: Claim): Promise<boolean> {
  const count = await database.$executeRaw`
    UPDATE alert_message SET delivered_at = now(), problem = NULL
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND delivered_at IS NULL AND given_up_at IS NULL`;
  return count === 1;
}

/** Writes why it did not work, and when to try again in seconds from now; null gives it up. */
export async function failMessage(
  database: Database,
  { id, attempts }: Claim,
  problem: string,
  againInSeconds: number | null,
): Promise<boolean> {
  const count = await database.$executeRaw`
    UPDATE alert_message SET problem = ${problem.slice(0, 400)},
      due_at = now() + coalesce(${againInSeconds}::int, 0) * interval '1 second',
      given_up_at = CASE WHEN ${againInSeconds}::int IS NULL THEN now() END
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND delivered_at IS NULL AND given_up_at IS NULL`;
  return count === 1;
}

/** How many messages wait, and for how many seconds the oldest of them has. */
export async function outboxState(database: Database): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await database.$queryRaw<{ waiting: number; oldestSeconds: number }[]>`
    SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float AS "oldestSeconds"
    FROM alert_message WHERE delivered_at IS NULL AND given_up_at IS NULL`;
  return row ?? { waiting: 0, oldestSeconds: 0 };
}
