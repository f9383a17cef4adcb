import { createHash } from 'node:crypto';
import { type Database, getDatabase } from '#lib/data/client.ts';

// The shape next-auth's adapters have; written out so that the data layer does not import the web framework.
interface AdapterUser {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string;
  emailVerified: Date | null;
}
interface AdapterSession {
  sessionToken: string;
  userId: string;
  expires: Date;
}
type NewUser = Omit<AdapterUser, 'id'>;

/** How long a session may live whatever its use, in milliseconds. */
export interface SessionLimits {
  absoluteMs: number;
}

/** What a sign-in knows of its request, and where the id of the session that it opens is left. */
interface Opening {
  userAgent: string | null;
  sessionId: string | null;
}

const longestUserAgent = 300;

/**
 * Sessions and users for next-auth. Tokens are stored as SHA-256 only, people are keyed by (issuer, subject) and
 * never found by e-mail, and a disabled person or a session past its absolute limit is no session.
 */
export function sessionAdapter(
  issuer: string,
  limits: SessionLimits,
  opening: () => Opening | undefined = () => undefined,
  database: () => Database = getDatabase,
) {
  return {
    createUser: async (user: NewUser) => {
      const { subject, name } = user;
      const row = await database().user.create({
        data: { issuer, subject, name, email: user.email || null },
      });
      return toAdapterUser(row);
    },
    getUser: async (id: string) => toAdapterUserOrNull(await database().user.findUnique({ where: { id } })),
    getUserByEmail: async () => null,
    getUserByAccount: async ({ providerAccountId }: { providerAccountId: string }) =>
      toAdapterUserOrNull(
        await database().user.findUnique({
          where: { issuer_subject: { issuer, subject: providerAccountId } },
        }),
      ),
    updateUser: async (user: Partial<AdapterUser> & { id: string }) =>
      toAdapterUser(await database().user.findUniqueOrThrow({ where: { id: user.id } })),
    linkAccount: async () => undefined,
    createSession: async (session: AdapterSession) => {
      const { sessionToken, userId, expires } = session;
      const now = opening();
      const userAgent = now?.userAgent?.slice(0, longestUserAgent) ?? null;
      const { id } = await database().session.create({
        data: {
          ...{ tokenHash: hashToken(sessionToken), userId, expiresAt: expires },
          ...{ userAgent, lastSeenAt: new Date() },
        },
      });
      if (now !== undefined) now.sessionId = id;
      return session;
    },
    getSessionAndUser: (token: string) => findSession(database(), token, limits),
    updateSession: async ({ sessionToken, expires }: Partial<AdapterSession> & { sessionToken: string }) => {
      if (!expires) return null;
      const where = { tokenHash: hashToken(sessionToken) };
      const data = { expiresAt: expires, lastSeenAt: new Date() };
      // It may have been ended between the question and this.
      const [row] = await database().session.updateManyAndReturn({ where, data });
      return row === undefined ? null : { sessionToken, userId: row.userId, expires };
    },
    deleteSession: async (token: string) => {
      await database().session.deleteMany({ where: { tokenHash: hashToken(token) } });
    },
  };
}

async function findSession(database: Database, token: string, limits: SessionLimits) {
  const where = { tokenHash: hashToken(token) };
  const row = await database.session.findUnique({ where, include: { user: true } });
  if (row === null) return null;
  const tooOld =
    row.createdAt.getTime() + limits.absoluteMs <= Date.now() ||
    (row.endsAt !== null && row.endsAt.getTime() <= Date.now());
  if (tooOld || row.user.disabledAt !== null || row.expiresAt.getTime() <= Date.now()) {
    await database.session.deleteMany({ where });
    return null;
  }
  const session: AdapterSession = { sessionToken: token, userId: row.userId, expires: row.expiresAt };
  return { session, user: toAdapterUser(row.user) };
}

/** What is stored of a session token: a leaked table opens no session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

interface UserRow {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
}

function toAdapterUser(row: UserRow): AdapterUser {
  return {
    id: row.id,
    issuer: row.issuer,
    subject: row.subject,
    name: row.name,
    email: row.email ?? '',
    emailVerified: null,
  };
}

function toAdapterUserOrNull(row: UserRow | null): AdapterUser | null {
  return row === null ? null : toAdapterUser(row);
}
