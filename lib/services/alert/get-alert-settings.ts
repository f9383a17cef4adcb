import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { listMessageRows, type MessageRow } from '#lib/data/alert/message-rows.ts';
import { findNotifierState } from '#lib/data/alert/notifier-rows.ts';
import { findAlertSettings } from '#lib/data/alert/setting-rows.ts';
import { listWebhookRows } from '#lib/data/alert/webhook-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { messageEventSchema } from '#lib/domain/alert/event.ts';
import { messageText } from '#lib/domain/alert/message.ts';
import type { AlertSettingsView, MessageView } from '#lib/domain/alert/views.ts';
import { notFound } from '#lib/domain/error.ts';
import { alertSettingsInput } from '#lib/domain/inputs/alert.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

const newest = 20;

/** What a team is told, who gets it, and what became of the newest messages; for who may change it. NOT_FOUND for others. */
export async function getAlertSettings(
  actor: Actor,
  input: z.input<typeof alertSettingsInput>,
): Promise<AlertSettingsView> {
  const { team: slug } = parseInput(alertSettingsInput, input);
  const database = getDatabase();
  const team = await findTeamRow(database, scopeOf(actor, 'alert:update'), slug);
  if (team === null) throw notFound('The team');
  const [{ version, settings }, webhooks, messages, { lives, mails }] = await Promise.all([
    findAlertSettings(database, team.id),
    listWebhookRows(database, team.id),
    listMessageRows(database, team.id, newest),
    findNotifierState(database),
  ]);
  return {
    ...settings,
    version,
    webhooks: webhooks.map(({ createdAt, ...webhook }) => ({
      ...webhook,
      createdAt: createdAt.toISOString(),
    })),
    messages: messages.map(messageView),
    notifier: !lives ? 'down' : mails ? 'with-mail' : 'without-mail',
  };
}

function messageView(row: MessageRow): MessageView {
  const { id, event, address, webhook, attempts, problem, createdAt, deliveredAt, givenUpAt } = row;
  return {
    ...{ id, problem, attempts },
    title: titleOf(event),
    receiver: address ?? webhook?.url ?? '',
    state: deliveredAt !== null ? 'delivered' : givenUpAt !== null ? 'given-up' : 'waiting',
    at: (deliveredAt ?? givenUpAt ?? createdAt).toISOString(),
  };
}

// While a new version is rolled out, it may have written what this one can't read.
function titleOf(event: unknown): string {
  const known = messageEventSchema.safeParse(event).data;
  return known === undefined ? 'A message of another version' : messageText(known, '').title;
}
