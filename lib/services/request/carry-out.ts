import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { type DecidingRule, insertDecision, linkRequest } from '#lib/data/request/request-rows.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import type { Grant } from './handler.ts';
import { handlerOf } from './registry.ts';

/** The request whose wish is carried out. */
export interface GrantedRequest {
  id: string;
  number: number;
  type: RequestType;
}

/** Why it is granted, and by which rule of which version if by one. */
export interface GrantingDecision {
  reason: string;
  rule?: DecidingRule;
}

/** Carries a granted request out and writes down who granted it; part of the transaction that closes the request. */
export async function carryOut(
  tx: Queryable,
  actor: Actor,
  request: GrantedRequest,
  grant: Grant<RequestType>,
  decision: GrantingDecision,
): Promise<void> {
  const outcome = await handlerOf(request.type).apply(tx, grant);
  if (outcome.link !== undefined) await linkRequest(tx, request.id, outcome.link);
  const { id: requestId, number } = request;
  await insertDecision(tx, {
    requestId,
    approverId: grant.approverId,
    verdict: 'approved',
    ...decision,
  });
  const teamId = outcome.link?.teamId ?? grant.context.team?.id ?? null;
  await recordAudit(tx, actor, { teamId, ...outcome.audit });
  await recordAudit(tx, actor, {
    teamId,
    action: grant.approverId === null ? 'request.approve-automatically' : 'request.approve',
    objectType: 'request',
    objectId: requestId,
    objectName: `#${number}`,
    before: { state: 'pending' },
    after: { state: 'approved', ...decision },
  });
}
