import type { Queryable } from '../client.ts';

/** A token by which the provider is asked, sealed. */
export interface GrantToken {
  kind: 'refresh' | 'access';
  token: string;
}

/** A grant that is to be asked about, with whom it is of. */
export interface DueGrant extends GrantToken {
  id: string;
  userId: string;
  issuer: string;
  subject: string;
  /** How long the provider has not answered, in milliseconds; 0 when it did. */
  silentMs: number;
}

// For that long nobody else asks: much longer than an answer takes, so that a token that is used once is not used twice.
const leaseSeconds = 120;

/** Takes what is due, for one replica alone; each comes up again when nothing is recorded. */
export async function claimDueGrants(db: Queryable, most: number): Promise<DueGrant[]> {
  return db.$queryRaw<DueGrant[]>`
    WITH due AS (
      SELECT id FROM identity_grant WHERE due_at <= now() ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE identity_grant g SET due_at = now() + make_interval(secs => ${leaseSeconds})
    FROM due, "user" u WHERE g.id = due.id AND u.id = g.user_id
    RETURNING g.id, g.kind, g.token, g.user_id AS "userId", u.issuer, u.subject,
      coalesce(extract(epoch FROM now() - g.silent_since) * 1000, 0)::float8 AS "silentMs"`;
}

/** Keeps with what the provider is asked about this sign-in; what has no session any more gives way to it. */
export async function saveGrant(
  tx: Queryable,
  userId: string,
  sessionId: string | null,
  { kind, token }: GrantToken,
  afterMs: number,
): Promise<void> {
  const now = new Date();
  await tx.identityGrant.deleteMany({
    where: { userId, OR: [{ session: null }, { session: { expiresAt: { lte: now } } }] },
  });
  const dueAt = new Date(now.getTime() + afterMs);
  await tx.identityGrant.create({ data: { userId, sessionId, kind, token, dueAt } });
}

/** The person has been confirmed; false when the grant is gone meanwhile. */
export async function renewGrant(
  tx: Queryable,
  id: string,
  { kind, token }: GrantToken,
  afterMs: number,
): Promise<boolean> {
  const dueAt = new Date(Date.now() + afterMs);
  const data = { kind, token, dueAt, silentSince: null };
  return (await tx.identityGrant.updateMany({ where: { id }, data })).count === 1;
}

/** The provider did not answer: it is asked again soon, and since when it is silent is kept. */
export async function keepSilence(db: Queryable, id: string, againMs: number): Promise<void> {
  await db.$executeRaw`
    UPDATE identity_grant SET silent_since = coalesce(silent_since, now()),
      due_at = now() + make_interval(secs => ${againMs / 1000}) WHERE id = ${id}::uuid`;
}

/**
 * Ends a grant with its session. Answers how many others the person has, each of which is asked about at once; null when
 * the grant was gone already.
 */
export async function endGrant(
  tx: Queryable,
  id: string,
): Promise<{ others: number; sessionId: string | null } | null> {
  const grant = await tx.identityGrant.findUnique({ where: { id } });
  if (grant === null) return null;
  const { userId, sessionId } = grant;
  if (sessionId !== null) await tx.session.deleteMany({ where: { id: sessionId } });
  await tx.identityGrant.deleteMany({ where: { id } });
  const { count } = await tx.identityGrant.updateMany({ where: { userId }, data: { dueAt: new Date() } });
  return { others: count, sessionId };
}

/** People whose groups were last said so long ago, and whom no sign-in vouches for any more. */
export async function listUnvouched(db: Queryable, olderThan: Date, most: number): Promise<string[]> {
  const rows = await db.identity.findMany({
    where: { problem: null, saidAt: { lt: olderThan }, user: { grants: { none: {} } } },
    select: { userId: true },
    take: most,
  });
  return rows.map(({ userId }) => userId);
}
