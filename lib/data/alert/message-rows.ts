import type { TestEvent } from '#lib/domain/alert/event.ts';
import type { Receiver } from '#lib/domain/alert/receivers.ts';
import type { Queryable } from '../client.ts';

/** A message with how far it came. */
export interface MessageRow {
  id: string;
  event: unknown;
  address: string | null;
  webhook: { url: string } | null;
  attempts: number;
  problem: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
  givenUpAt: Date | null;
}

/** The newest messages of a team. */
export async function listMessageRows(db: Queryable, teamId: string, most: number): Promise<MessageRow[]> {
  return db.alertMessage.findMany({
    where: { teamId },
    select: {
      ...{ id: true, event: true, address: true, webhook: { select: { url: true } }, attempts: true },
      ...{ problem: true, createdAt: true, deliveredAt: true, givenUpAt: true },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most,
  });
}

/** Whether a test to that receiver was asked for within the last half minute. */
export async function hasNewTest(db: Queryable, teamId: string, receiver: Receiver): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`
    SELECT id FROM alert_message WHERE team_id = ${teamId}::uuid AND created_at > now() - interval '30 seconds'
      AND event->>'news' = 'test' AND coalesce(address, webhook_id::text) = ${nameOf(receiver)} LIMIT 1`;
  return rows.length > 0;
}

/** Puts a test into the outbox. */
export async function insertTest(
  tx: Queryable,
  teamId: string,
  receiver: Receiver,
  event: TestEvent,
): Promise<void> {
  const [address, webhookId] = 'address' in receiver ? [receiver.address, null] : [null, receiver.webhookId];
  await tx.$executeRaw`
    INSERT INTO alert_message (id, team_id, address, webhook_id, event)
    VALUES (gen_random_uuid(), ${teamId}::uuid, ${address}, ${webhookId}::uuid, ${JSON.stringify(event)}::jsonb)`;
}

function nameOf(receiver: Receiver): string {
  return 'address' in receiver ? receiver.address : receiver.webhookId;
}
