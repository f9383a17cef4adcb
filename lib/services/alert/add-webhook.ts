import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findNotifierState } from '#lib/data/alert/notifier-rows.ts';
import { insertWebhook, listWebhookRows } from '#lib/data/alert/webhook-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { parseAllowed } from '#lib/domain/alert/reachable.ts';
import { mostWebhooks } from '#lib/domain/alert/settings.ts';
import { webhookUrlProblem } from '#lib/domain/alert/webhook-url.ts';
import { AppError } from '#lib/domain/error.ts';
import { addWebhookInput } from '#lib/domain/inputs/alert.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from '../team/locked-team.ts';

/**
 * Adds a receiver of a team's alerts and answers the secret of its signatures: once, here; nobody can read it again.
 * Throws INVALID_INPUT for an address that may not be called, CONFLICT for one that is there or one too many.
 */
export async function addWebhook(
  actor: Actor,
  input: z.input<typeof addWebhookInput>,
): Promise<{ id: string; url: string; secret: string }> {
  const { team, url: typed } = parseInput(addWebhookInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'alert:update', team);
    const { allowed } = await findNotifierState(tx);
    const problem = webhookUrlProblem(typed, parseAllowed(allowed));
    if (problem !== null)
      throw new AppError('INVALID_INPUT', 'This address can’t be a webhook.', { url: problem });
    const url = new URL(typed).href;
    const present = await listWebhookRows(tx, row.id);
    if (present.some((each) => each.url === url))
      throw new AppError('CONFLICT', 'This webhook is there already.');
    if (present.length >= mostWebhooks)
      throw new AppError('CONFLICT', `A team has ${mostWebhooks} webhooks at most. Remove one first.`);
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    const id = await insertWebhook(tx, { teamId: row.id, url, secret });
    await recordAudit(tx, actor, {
      action: 'alert.add-webhook',
      objectType: 'team',
      objectId: row.id,
      objectName: row.slug,
      teamId: row.id,
      after: { url: new URL(url).origin },
    });
    return { id, url, secret };
  });
}
