import { breakGlassIssuer } from '#lib/domain/identity/break-glass.ts';
import type { SiteRole } from '#lib/domain/role.ts';
import type { Queryable } from '../client.ts';
import { containing } from '../contains.ts';
import { raiseGenerations } from '../environment/raise-generations.ts';
import type { Prisma } from '../generated/client.ts';

/** What narrows the list of people; absent means any. */
export interface UserFilter {
  q?: string | undefined;
  siteRole?: SiteRole | null | undefined;
  disabled?: boolean | undefined;
}

export type UserOrder = 'name' | 'email' | 'lastSeen';

/** A person as administration needs him. */
export interface UserRow {
  id: string;
  name: string;
  email: string | null;
  /** The role that holds: the stronger of the two below. */
  siteRole: string | null;
  manualSiteRole: string | null;
  groupSiteRole: string | null;
  groupSiteName: string | null;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
}

/** One page of people, with the number of all that match. Callers have asserted `user:read`. */
export async function pageUsers(
  database: Queryable,
  filter: UserFilter,
  order: { by: UserOrder; direction: 'asc' | 'desc' },
  window: { skip: number; take: number },
): Promise<{ rows: UserRow[]; total: number }> {
  const where = whereOf(filter);
  const { direction } = order;
  const orderBy = {
    name: { name: direction },
    email: { email: { sort: direction, nulls: 'last' as const } },
    lastSeen: { lastSeenAt: { sort: direction, nulls: 'last' as const } },
  }[order.by];
  const [rows, total] = await Promise.all([
    database.user.findMany({ where, orderBy: [orderBy, { id: 'asc' }], ...window }),
    database.user.count({ where }),
  ]);
  return { rows, total };
}

function whereOf({ q, siteRole, disabled }: UserFilter): Prisma.UserWhereInput {
  const narrow: Prisma.UserWhereInput[] = [];
  const has = containing(q ?? '');
  if (q) narrow.push({ OR: [{ name: has }, { email: has }] });
  if (siteRole !== undefined) narrow.push({ siteRole });
  if (disabled !== undefined) narrow.push({ disabledAt: disabled ? { not: null } : null });
  return { AND: narrow };
}

export async function findPerson(
  db: Queryable,
  id: string,
): Promise<{ id: string; name: string; email: string | null } | null> {
  return db.user.findUnique({ where: { id }, select: { id: true, name: true, email: true } });
}

// Whoever signs in past the provider comes and goes: he is no admin to rely on.
const admins = { siteRole: 'admin', disabledAt: null, issuer: { not: breakGlassIssuer } } as const;

/** The person, locked against other changes of roles until the transaction ends; null if there is none. */
export async function lockUser(tx: Queryable, id: string): Promise<UserRow | null> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${id}::uuid OR site_role = 'admin' ORDER BY id FOR UPDATE`;
  return tx.user.findUnique({ where: { id } });
}

/** How many people besides this one could administer the portal. */
export async function countOtherAdmins(tx: Queryable, id: string): Promise<number> {
  return tx.user.count({ where: { ...admins, id: { not: id } } });
}

/** How many people can administer the portal. */
export async function countAdmins(tx: Queryable): Promise<number> {
  return tx.user.count({ where: admins });
}

/** Gives the person this site role by hand, or takes it; what a group gives stays beside it. */
export async function saveSiteRole(tx: Queryable, id: string, siteRole: SiteRole | null): Promise<UserRow> {
  return tx.user.update({ where: { id }, data: { manualSiteRole: siteRole } });
}

/**
 * Lets the person in or keeps him out. Kept out, his sessions end in the same transaction. Access to namespaces
 * follows: each live environment of his teams gets a new generation.
 */
export async function saveDisabled(tx: Queryable, id: string, disabled: boolean): Promise<UserRow> {
  if (disabled) await tx.session.deleteMany({ where: { userId: id } });
  const teams = await tx.membership.findMany({ where: { userId: id }, select: { teamId: true } });
  await raiseGenerations(
    tx,
    teams.map(({ teamId }) => teamId),
  );
  return tx.user.update({ where: { id }, data: { disabledAt: disabled ? new Date() : null } });
}

/** The id of a person by what the identity provider says of him. */
export async function findUserId(
  database: Queryable,
  issuer: string,
  subject: string,
): Promise<string | null> {
  const row = await database.user.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { id: true },
  });
  return row?.id ?? null;
}
