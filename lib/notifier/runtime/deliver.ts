import type { Database } from '#lib/data/client.ts';
import {
  type ClaimedMessage,
  claimMessage,
  failMessage,
  finishMessage,
} from '#lib/data/notifier/claim-message.ts';
import { messageText } from '#lib/domain/alert/message.ts';
import { backOffSeconds } from '../back-off.ts';
import { DeliveryError } from '../delivery-error.ts';
import { signBody } from '../sign.ts';
import { webhookBody } from '../webhook-body.ts';
import type { Mailer } from './send-mail.ts';
import { sendWebhook, type WebhookRules } from './send-webhook.ts';

/** How messages leave. */
export interface DeliveryPorts {
  /** Null where the operator named no mail server. */
  mailer: Mailer | null;
  webhooks: WebhookRules;
  /** The portal's address, for links; without a slash at its end. */
  portal: string;
  /** Seconds after which a message that never arrived is given up. */
  giveUpSeconds: number;
}

/** What became of one message. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'given-up';
export type Delivered = (
  channel: 'mail' | 'webhook',
  outcome: DeliveryOutcome,
  problem: string | null,
) => void;

const atOnce = 4;

/** Delivers everything that is due, a few at once so that one slow receiver does not hold up the others. */
export async function deliverDue(
  database: Database,
  ports: DeliveryPorts,
  signal: AbortSignal,
  delivered: Delivered,
): Promise<void> {
  async function work(): Promise<void> {
    while (!signal.aborted) {
      const message = await claimMessage(database);
      if (message === null) return;
      await deliver(database, message, ports, delivered);
    }
  }
  // All come to their end before one failure is told: nothing may still be at work after the process has closed up.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function deliver(
  database: Database,
  message: ClaimedMessage,
  ports: DeliveryPorts,
  delivered: Delivered,
): Promise<void> {
  const channel = 'address' in message.receiver ? 'mail' : 'webhook';
  try {
    await send(message, ports);
  } catch (error) {
    const failure = error instanceof DeliveryError ? error : new DeliveryError('It could not be sent.');
    const again = whenAgain(message, failure, ports.giveUpSeconds);
    await failMessage(database, message, failure.message, again);
    delivered(channel, again === null ? 'given-up' : 'failed', failure.message);
    return;
  }
  await finishMessage(database, message);
  delivered(channel, 'delivered', null);
}

async function send({ id, attempts, event, receiver }: ClaimedMessage, ports: DeliveryPorts): Promise<void> {
  if (event === null) throw new DeliveryError('Another version of Bailiwick has to send it.');
  if ('address' in receiver) {
    if (ports.mailer === null) throw new DeliveryError('The operator named no mail server.');
    return ports.mailer.send(id, receiver.address, messageText(event, ports.portal));
  }
  if (receiver.secret === '') throw new DeliveryError('The webhook was removed.', true);
  const body = webhookBody(id, event, ports.portal);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Bailiwick',
    'idempotency-key': id,
    'bailiwick-signature': signBody(receiver.secret, new Date(), body),
  };
  return sendWebhook({ url: receiver.url, headers, body, attempt: attempts }, ports.webhooks);
}

// Whoever asked for a test looks at the page and wants to know now.
function whenAgain(
  { event, attempts, ageSeconds }: ClaimedMessage,
  { final }: DeliveryError,
  giveUp: number,
) {
  if (final || event?.news === 'test') return null;
  return backOffSeconds(attempts, ageSeconds, giveUp);
}
