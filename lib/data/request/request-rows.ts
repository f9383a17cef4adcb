import type { Queryable } from '#lib/data/client.ts';
import type { RequestPayload, RequestState, RequestType } from '#lib/domain/requests/request.ts';
import type { Finding } from '#lib/domain/rules/findings.ts';

const person = { select: { id: true, name: true, email: true } } as const;

/** What every view of a request needs besides its own columns. */
export const requestInclude = {
  team: { select: { id: true, slug: true, name: true } },
  environment: { select: { id: true, slug: true, namespace: true } },
  requester: person,
  decision: { include: { approver: person } },
} as const;

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
}

/** A request with the people and things it names. */
export interface RequestRow {
  id: string;
  number: number;
  type: RequestType;
  state: RequestState;
  version: number;
  payload: RequestPayload;
  reason: string;
  teamId: string | null;
  environmentId: string | null;
  requesterId: string;
  createdAt: Date;
  closedAt: Date | null;
  team: { id: string; slug: string; name: string } | null;
  environment: { id: string; slug: string; namespace: string } | null;
  requester: PersonRow;
  decision: {
    verdict: string;
    reason: string;
    createdAt: Date;
    approver: PersonRow | null;
    ruleName: string | null;
    rulesVersion: number | null;
    findings: unknown;
  } | null;
}

export async function findRequest(tx: Queryable, number: number): Promise<RequestRow | null> {
  const row = await tx.request.findUnique({ where: { number }, include: requestInclude });
  return row as RequestRow | null;
}

export interface NewRequest {
  type: RequestType;
  payload: RequestPayload;
  reason: string;
  teamId: string | null;
  environmentId: string | null;
  requesterId: string;
}

export async function insertRequest(
  tx: Queryable,
  data: NewRequest,
): Promise<{ id: string; number: number }> {
  return tx.request.create({ data, select: { id: true, number: true } });
}

/** Takes a pending request out of the inbox; false when someone else did or it is another version by now. */
export async function closeRequest(
  tx: Queryable,
  number: number,
  version: number,
  state: Exclude<RequestState, 'pending'>,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE request SET state = ${state}, version = version + 1, closed_at = now()
    WHERE number = ${number} AND state = 'pending' AND version = ${version}`;
  return count === 1;
}

/** Links a request to the team or environment that came out of it. */
export async function linkRequest(
  tx: Queryable,
  id: string,
  link: { teamId?: string; environmentId?: string },
): Promise<void> {
  await tx.request.update({ where: { id }, data: link });
}

/** The rule that decided, the version of the rules that it stood in, and what it saw. */
export interface DecidingRule {
  name: string;
  version: number;
  findings: readonly Finding[];
}

export async function insertDecision(
  tx: Queryable,
  decision: {
    requestId: string;
    approverId: string | null;
    verdict: 'approved' | 'rejected';
    reason: string;
    rule?: DecidingRule;
  },
): Promise<void> {
  const { rule, ...data } = decision;
  const by =
    rule === undefined
      ? {}
      : {
          ruleName: rule.name,
          rulesVersion: rule.version,
          findings: rule.findings.map((finding) => ({ ...finding })),
        };
  await tx.decision.create({ data: { ...data, ...by } });
}

/** The pending request that already asks for the same, if any. */
export async function findPendingTwin(tx: Queryable, twin: NewRequest): Promise<number | null> {
  const { type, teamId, environmentId, requesterId } = twin;
  const slug = 'slug' in twin.payload ? twin.payload.slug : null;
  const same =
    environmentId !== null
      ? { environmentId }
      : slug !== null
        ? { teamId, payload: { path: ['slug'], equals: slug } }
        : { teamId, requesterId };
  const row = await tx.request.findFirst({
    where: { type, state: 'pending', ...same },
    select: { number: true },
  });
  return row?.number ?? null;
}

export async function insertComment(
  tx: Queryable,
  comment: { requestId: string; authorId: string; body: string },
) {
  await tx.comment.create({ data: comment });
}

export async function listComments(tx: Queryable, requestId: string) {
  return tx.comment.findMany({
    where: { requestId },
    orderBy: { createdAt: 'asc' },
    include: { author: person },
  });
}
