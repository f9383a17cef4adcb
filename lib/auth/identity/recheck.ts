import { getDatabase } from '#lib/data/client.ts';
import { claimDueGrants, type DueGrant, keepSilence, listUnvouched } from '#lib/data/identity/grant-rows.ts';
import { recordConfirmed, recordRefused, recordUnvouched } from '#lib/data/identity/record-answer.ts';
import { readGroups } from '#lib/domain/identity/read-groups.ts';
import type { AuthSettings } from '../settings.ts';
import { askProvider } from './ask-provider.ts';
import { seal, unseal } from './seal.ts';

const atOnce = 10;
const againMs = 60_000;

/**
 * Asks the provider about every sign-in that is due, some at a time; answers how many. Any number of web servers may do it side
 * by side: each takes others.
 */
export async function recheckDue(settings: AuthSettings): Promise<number> {
  const due = await claimDueGrants(getDatabase(), atOnce);
  const results = await Promise.allSettled(due.map((grant) => recheck(settings, grant)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return due.length;
}

/** Takes what groups gave from whoever was vouched for by nobody for as long as a session may last; answers from how many. */
export async function forgetUnvouched(settings: Pick<AuthSettings, 'absoluteMs'>): Promise<number> {
  const olderThan = new Date(Date.now() - settings.absoluteMs);
  const userIds = await listUnvouched(getDatabase(), olderThan, 100);
  for (const userId of userIds) await recordUnvouched(userId);
  return userIds.length;
}

async function recheck(settings: AuthSettings, grant: DueGrant): Promise<void> {
  const token = unseal(settings.secret, grant.token);
  if (token === null) return recordRefused(grant, 'the secret of the web servers was changed');
  if (grant.issuer !== settings.issuer) return recordRefused(grant, 'there is another identity provider now');
  const answer = await askProvider(settings, { kind: grant.kind, token, subject: grant.subject });
  if (answer.kind === 'refused') return recordRefused(grant, answer.why);
  if (answer.kind === 'silent') {
    // Nobody has vouched for the person for as long as a session may last.
    if (grant.silentMs > settings.absoluteMs) return recordRefused(grant, 'no answer for too long');
    return keepSilence(getDatabase(), grant.id, againMs);
  }
  const next = { kind: answer.next.kind, token: seal(settings.secret, answer.next.token) };
  const said = readGroups(answer.claims, settings.groupsClaim);
  await recordConfirmed(grant, said, next, settings.checkMs);
}
