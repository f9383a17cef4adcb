import type { Queryable } from '#lib/data/client.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { joinEnvironments } from '../platform/environment-set.ts';

/** Which click asked for a generation; for traces. */
export interface AskingTrace {
  /** W3C traceparent. */
  parent: string;
  generation: number;
  /** ISO 8601. */
  at: string;
}

/** Everything a new environment begins with. */
export interface NewEnvironment {
  teamId: string;
  slug: string;
  namespace: string;
  classVersionId: string;
  quota: ResourceAmounts;
  purpose: string;
  requestedBy: string;
  approvedBy: string | null;
  expiresAt: Date | null;
  trace: AskingTrace | undefined;
}

export async function insertEnvironment(tx: Queryable, data: NewEnvironment): Promise<string> {
  await joinEnvironments(tx);
  const { id } = await tx.environment.create({ data: withTrace(data), select: { id: true } });
  return id;
}

/** Columns of the spec that a request may change. */
export interface EnvironmentChange {
  classVersionId?: string;
  quota?: ResourceAmounts;
  expiresAt?: Date;
  deleteAfter?: Date;
}

// Left out where there is none: one of an older generation says nothing of a newer one.
function withTrace<Data extends { trace: AskingTrace | undefined }>({ trace, ...data }: Data) {
  return trace === undefined ? data : { ...data, trace: { ...trace } };
}

/** Changes the spec as the next generation; false if another change came first. */
export async function changeEnvironment(
  tx: Queryable,
  id: string,
  generation: number,
  change: EnvironmentChange,
  trace: AskingTrace | undefined,
): Promise<boolean> {
  const { count } = await tx.environment.updateMany({
    where: { id, generation, finalizedAt: null },
    data: withTrace({ ...change, trace, generation: generation + 1 }),
  });
  return count === 1;
}

/** Access is part of the desired state: a new member is a new generation of every live environment of the team. */
export async function addMember(tx: Queryable, teamId: string, userId: string, role: string): Promise<void> {
  await tx.membership.create({ data: { teamId, userId, role } });
  await tx.environment.updateMany({
    where: { teamId, finalizedAt: null },
    data: { generation: { increment: 1 } },
  });
}

export async function hasMember(tx: Queryable, teamId: string, userId: string): Promise<boolean> {
  return (await tx.membership.findUnique({ where: { userId_teamId: { userId, teamId } } })) !== null;
}

/** A team without a budget of its own yet, owned by whoever asked for it. */
export async function insertTeam(
  tx: Queryable,
  team: { slug: string; name: string; costCentre: string | null },
  ownerId: string,
): Promise<string> {
  const data = { ...team, budget: {}, memberships: { create: { userId: ownerId, role: 'owner' } } };
  const { id } = await tx.team.create({ data, select: { id: true } });
  return id;
}
