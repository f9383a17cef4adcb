import { breakGlassIssuer } from '#lib/domain/identity/break-glass.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { Queryable } from '../client.ts';

const withUser = {
  user: { select: { id: true, name: true, email: true, subject: true, disabledAt: true } },
} as const;

/** A membership with its person. */
export interface MemberRow {
  userId: string;
  /** The role that holds: the stronger of what is given by hand and what a group of the identity provider gives. */
  role: string;
  manualRole: string | null;
  groupRole: string | null;
  groupName: string | null;
  createdAt: Date;
  user: { id: string; name: string; email: string | null; subject: string; disabledAt: Date | null };
}

/** Members, disabled people last, by name. */
export async function listMemberRows(db: Queryable, teamId: string): Promise<MemberRow[]> {
  return db.membership.findMany({
    where: { teamId },
    include: withUser,
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
  });
}

export async function findMemberRow(
  db: Queryable,
  teamId: string,
  userId: string,
): Promise<MemberRow | null> {
  return db.membership.findUnique({ where: { userId_teamId: { userId, teamId } }, include: withUser });
}

/** A person who can be given a role; null if unknown or disabled, and for the local admin, who has no access to namespaces. */
export async function findActivePerson(db: Queryable, userId: string) {
  return db.user.findFirst({
    where: { id: userId, disabledAt: null, issuer: { not: breakGlassIssuer } },
    select: { id: true, name: true, email: true },
  });
}

/** Gives the person this role by hand; what a group gives stays beside it. */
export async function saveMember(
  tx: Queryable,
  teamId: string,
  userId: string,
  role: TeamRole,
): Promise<void> {
  const key = { userId_teamId: { userId, teamId } };
  const exists = (await tx.membership.findUnique({ where: key })) !== null;
  if (exists) await tx.membership.update({ where: key, data: { manualRole: role } });
  else await tx.membership.create({ data: { userId, teamId, role, manualRole: role } });
}

/** Takes away what is given by hand; without a group that gives a role the person is out of the team. */
export async function deleteManualRole(tx: Queryable, teamId: string, userId: string): Promise<void> {
  await tx.membership.deleteMany({ where: { userId, teamId, groupRole: null } });
  await tx.membership.updateMany({ where: { userId, teamId }, data: { manualRole: null } });
}

/** People who could join the team, by a part of their name or e-mail; ten at most. */
export async function findCandidates(db: Queryable, teamId: string, q: string) {
  const contains = { contains: q, mode: 'insensitive' as const };
  return db.user.findMany({
    where: {
      disabledAt: null,
      issuer: { not: breakGlassIssuer },
      memberships: { none: { teamId } },
      OR: [{ name: contains }, { email: contains }],
    },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 10,
  });
}

/** Active teams that the person is not in, with their owners and his own pending request. */
export async function listJoinableRows(db: Queryable, userId: string, q: string) {
  const contains = { contains: q, mode: 'insensitive' as const };
  return db.team.findMany({
    where: {
      archivedAt: null,
      memberships: { none: { userId } },
      OR: [{ name: contains }, { slug: contains }],
    },
    select: {
      slug: true,
      name: true,
      memberships: { where: { role: 'owner' }, select: { user: { select: { name: true } } } },
      requests: {
        where: { type: 'join-team', state: 'pending', requesterId: userId },
        select: { number: true },
        take: 1,
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 50,
  });
}
