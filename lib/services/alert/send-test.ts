import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { hasNewTest, insertTest } from '#lib/data/alert/message-rows.ts';
import { findNotifierState } from '#lib/data/alert/notifier-rows.ts';
import { findWebhookRow } from '#lib/data/alert/webhook-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { findActivePerson } from '#lib/data/team/member-rows.ts';
import type { Receiver } from '#lib/domain/alert/receivers.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { sendTestInput } from '#lib/domain/inputs/alert.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from '../team/locked-team.ts';

/**
 * Puts a test into the outbox: to a webhook, or by e-mail to who asks, and to nobody else. Answers to whom. Throws CONFLICT
 * where no notifier runs, no mail server is named, the person has no address, or a test has only just been sent.
 */
export async function sendTest(
  actor: Actor,
  input: z.input<typeof sendTestInput>,
): Promise<{ receiver: string }> {
  const { team, webhookId } = parseInput(sendTestInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'alert:update', team);
    const { receiver, name } =
      webhookId === null ? await ownAddress(tx, actor) : await webhookOf(tx, row.id, webhookId);
    const { lives, mails } = await findNotifierState(tx);
    if (!lives) throw new AppError('CONFLICT', 'Nothing can be sent now: the notifier does not run.');
    if (webhookId === null && !mails)
      throw new AppError('CONFLICT', 'The operator named no mail server, so no mails are sent.');
    if (await hasNewTest(tx, row.id, receiver))
      throw new AppError('CONFLICT', 'A test was sent there only just now. Wait half a minute.');
    const at = new Date().toISOString();
    await insertTest(tx, row.id, receiver, {
      ...{ news: 'test', at, team: { slug: row.slug, name: row.name }, by: actor.name },
    });
    return { receiver: name };
  });
}

interface Target {
  receiver: Receiver;
  name: string;
}

async function webhookOf(tx: Queryable, teamId: string, id: string): Promise<Target> {
  const webhook = await findWebhookRow(tx, teamId, id);
  if (webhook === null) throw notFound('The webhook');
  return { receiver: { webhookId: webhook.id }, name: webhook.url };
}

async function ownAddress(tx: Queryable, actor: Actor): Promise<Target> {
  const person = await findActivePerson(tx, actor.userId);
  const address = person?.email ?? null;
  if (address === null)
    throw new AppError('CONFLICT', 'Your account has no e-mail address to which a test could go.');
  return { receiver: { address }, name: address };
}
