import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findWebhookRow, removeWebhookRow } from '#lib/data/alert/webhook-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { notFound } from '#lib/domain/error.ts';
import { removeWebhookInput } from '#lib/domain/inputs/alert.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from '../team/locked-team.ts';

/** Ends a receiver of a team's alerts; its secret is forgotten. */
export async function removeWebhook(actor: Actor, input: z.input<typeof removeWebhookInput>): Promise<void> {
  const { team, webhookId } = parseInput(removeWebhookInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'alert:update', team);
    const webhook = await findWebhookRow(tx, row.id, webhookId);
    if (webhook === null) throw notFound('The webhook');
    await removeWebhookRow(tx, webhook.id);
    await recordAudit(tx, actor, {
      action: 'alert.remove-webhook',
      objectType: 'team',
      objectId: row.id,
      objectName: row.slug,
      teamId: row.id,
      before: { url: new URL(webhook.url).origin },
    });
  });
}
