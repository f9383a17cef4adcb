import type { MessageEvent } from '#lib/domain/alert/event.ts';
import type { Receiver } from '#lib/domain/alert/receivers.ts';
import type { Queryable } from '../client.ts';

/** A message to one receiver. */
export interface NewMessage {
  teamId: string;
  receiver: Receiver;
  event: MessageEvent;
}

/** Puts messages into the outbox, by the database's clock: in the transaction of what they tell of. */
export async function insertMessages(tx: Queryable, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ teamId, receiver, event }) => ({
    team_id: teamId,
    address: 'address' in receiver ? receiver.address : null,
    webhook_id: 'webhookId' in receiver ? receiver.webhookId : null,
    event,
  }));
  await tx.$executeRaw`
    INSERT INTO alert_message (id, team_id, address, webhook_id, event)
    SELECT gen_random_uuid(), team_id, address, webhook_id, event
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS message (team_id uuid, address text, webhook_id uuid, event jsonb)`;
}
