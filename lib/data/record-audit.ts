import type { Queryable } from './client.ts';

/** What happened to what; the actor is given apart, so that no caller makes one up. */
export interface AuditFact {
  action: string;
  objectType:
    | 'team'
    | 'membership'
    | 'class'
    | 'environment'
    | 'user'
    | 'request'
    | 'platform'
    | 'capacity'
    | 'rules'
    | 'group-mapping'
    | 'session'
    | 'break-glass';
  objectId: string;
  objectName: string;
  teamId?: string | null;
  before?: object;
  after?: object;
}

/** The part of an actor that an audit event keeps. */
export interface AuditActor {
  userId: string;
  name: string;
  requestId: string;
}

/** Written in the transaction of what it tells of: both happen or neither. */
export async function recordAudit(tx: Queryable, actor: AuditActor, fact: AuditFact): Promise<void> {
  const who = { actorId: actor.userId === '' ? null : actor.userId, actorName: actor.name };
  await tx.auditEvent.create({ data: { ...fact, ...who, httpRequestId: actor.requestId } });
}

/** Many facts of one actor at once, as `recordAudit`. */
export async function recordAudits(
  tx: Queryable,
  actor: AuditActor,
  facts: readonly AuditFact[],
): Promise<void> {
  const who = { actorId: actor.userId === '' ? null : actor.userId, actorName: actor.name };
  await tx.auditEvent.createMany({
    data: facts.map((fact) => ({ ...fact, ...who, httpRequestId: actor.requestId })),
  });
}
