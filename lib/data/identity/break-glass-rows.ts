import { breakGlassIssuer, breakGlassName, codeLifeMs } from '#lib/domain/identity/break-glass.ts';
import type { Queryable } from '../client.ts';
import { recordAudit } from '../record-audit.ts';
import { hashToken } from '../sessions/adapter.ts';

/** Makes a code usable and every other useless; only the owner of the database may. Answers until when. */
export async function insertBreakGlassCode(tx: Queryable, code: string, madeBy: string): Promise<Date> {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + codeLifeMs);
  await tx.breakGlassCode.updateMany({
    where: { usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
  const { id } = await tx.breakGlassCode.create({
    data: { codeHash: hashToken(code), madeBy, createdAt: now, expiresAt },
  });
  await recordAudit(
    tx,
    { userId: '', name: madeBy, requestId: 'console' },
    {
      action: 'break-glass.create',
      objectType: 'break-glass',
      objectId: id,
      objectName: 'one-time code',
      after: { expiresAt: expiresAt.toISOString() },
    },
  );
  return expiresAt;
}

/** A code that is used up for a session of the local admin. */
export interface BreakGlassUse {
  code: string;
  sessionToken: string;
  userAgent: string | null;
  lastsMs: number;
  /** The address that asks and the id of its request, for the audit trail. */
  from: string;
  requestId: string;
}

/** Uses a code up for a session; false for one that is unknown, used or over. Either is recorded. */
export async function takeBreakGlass(tx: Queryable, use: BreakGlassUse): Promise<boolean> {
  const { from, requestId } = use;
  const now = new Date();
  const [code] = await tx.breakGlassCode.updateManyAndReturn({
    where: { codeHash: hashToken(use.code), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (code === undefined) {
    await recordRefusedCode(tx, from, requestId);
    return false;
  }
  const person = { name: breakGlassName, manualSiteRole: 'admin', disabledAt: null, lastSeenAt: now };
  const who = { issuer: breakGlassIssuer, subject: breakGlassIssuer };
  const user = await tx.user.upsert({
    where: { issuer_subject: who },
    create: { ...who, ...person },
    update: person,
  });
  const endsAt = new Date(now.getTime() + use.lastsMs);
  await tx.session.create({
    data: {
      ...{ tokenHash: hashToken(use.sessionToken), userId: user.id, userAgent: use.userAgent },
      ...{ expiresAt: endsAt, endsAt, lastSeenAt: now },
    },
  });
  await recordAudit(
    tx,
    { userId: user.id, name: user.name, requestId },
    {
      action: 'break-glass.use',
      objectType: 'break-glass',
      objectId: code.id,
      objectName: 'one-time code',
      after: { madeBy: code.madeBy, from, until: endsAt.toISOString() },
    },
  );
  return true;
}

/** Somebody tried what is no code. */
export async function recordRefusedCode(tx: Queryable, from: string, requestId: string): Promise<void> {
  await recordAudit(
    tx,
    { userId: '', name: 'nobody', requestId },
    {
      action: 'break-glass.refuse',
      objectType: 'break-glass',
      objectId: 'unknown',
      objectName: 'one-time code',
      after: { from },
    },
  );
}

/** Until when the local admin is signed in, and who that is; null while he is not. */
export async function findBreakGlass(db: Queryable): Promise<{ userId: string; until: Date } | null> {
  const session = await db.session.findFirst({
    where: { user: { issuer: breakGlassIssuer, disabledAt: null }, endsAt: { gt: new Date() } },
    orderBy: { endsAt: 'desc' },
  });
  return session?.endsAt ? { userId: session.userId, until: session.endsAt } : null;
}
