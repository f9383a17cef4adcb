import type { Queryable } from '../client.ts';

/** A session as its owner and administration see it; its token is nowhere. */
export interface SessionRow {
  id: string;
  userId: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  expiresAt: Date;
  endsAt: Date | null;
  tokenHash: string;
}

/** The sessions of a person that still open something, the last seen first. `absoluteMs`: how long any may last. */
export async function listSessionRows(
  db: Queryable,
  userId: string,
  absoluteMs: number,
): Promise<SessionRow[]> {
  const now = new Date();
  return db.session.findMany({
    where: {
      userId,
      expiresAt: { gt: now },
      createdAt: { gt: new Date(now.getTime() - absoluteMs) },
      OR: [{ endsAt: null }, { endsAt: { gt: now } }],
    },
    orderBy: [{ lastSeenAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }, { id: 'asc' }],
  });
}

export async function findSessionRow(
  db: Queryable,
  id: string,
): Promise<(SessionRow & { user: { name: string } }) | null> {
  return db.session.findUnique({ where: { id }, include: { user: { select: { name: true } } } });
}

/** Ends one session; false when it was over already. */
export async function endSessionRow(tx: Queryable, id: string): Promise<boolean> {
  return (await tx.session.deleteMany({ where: { id } })).count === 1;
}

/** Ends all sessions of a person but the one with that hash; answers how many. */
export async function endSessionRows(tx: Queryable, userId: string, butHash: string | null): Promise<number> {
  const keep = butHash === null ? {} : { tokenHash: { not: butHash } };
  return (await tx.session.deleteMany({ where: { userId, ...keep } })).count;
}
