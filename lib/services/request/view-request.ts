import { type Actor, may } from '#lib/auth/permissions.ts';
import type { PersonRow, RequestRow } from '#lib/data/request/request-rows.ts';
import type { RequestView } from '#lib/domain/request-views.ts';
import { findingsSchema } from '#lib/domain/rules/findings.ts';
import type { PersonView } from '#lib/domain/views.ts';
import { mayComment } from './comment-request.ts';
import { handlerOf } from './registry.ts';

/** The request as a page shows it to this person. */
export function viewRequest(actor: Actor, row: RequestRow): RequestView {
  const handler = handlerOf(row.type);
  const pending = row.state === 'pending';
  const own = row.requesterId === actor.userId;
  const hasSay = may(actor, handler.decide, row.teamId ?? undefined);
  const { id, number, type, state, version, reason, payload, team, environment } = row;
  return {
    id,
    number,
    type,
    state,
    version,
    reason,
    payload,
    team,
    environment,
    title: handler.title(payload, team?.slug ?? '', environment?.slug ?? ''),
    requester: person(row.requester),
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    decision: decisionOf(row),
    can: { decide: pending && hasSay && !own, withdraw: pending && own, comment: mayComment(actor, row) },
    cannotDecideBecause: pending && hasSay && own ? "You can't decide your own request." : '',
  };
}

/** A person as pages name him. */
export function person({ id, name, email }: PersonRow): PersonView {
  return { id, name, email };
}

function decisionOf({ decision }: RequestRow): RequestView['decision'] {
  if (decision === null) return null;
  const verdict = decision.verdict === 'approved' ? 'approved' : 'rejected';
  const by = decision.approver === null ? null : person(decision.approver);
  const { ruleName, rulesVersion, findings } = decision;
  const rule =
    ruleName === null || rulesVersion === null
      ? null
      : { name: ruleName, version: rulesVersion, findings: findingsSchema.parse(findings) };
  return { verdict, reason: decision.reason, by, rule, at: decision.createdAt.toISOString() };
}
