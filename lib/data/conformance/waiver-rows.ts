import type { Queryable } from '../client.ts';

/** A waiver with its approver. */
export interface WaiverRow {
  environmentId: string;
  checkId: string;
  reason: string;
  createdAt: Date;
  expiresAt: Date;
  approver: { id: string; name: string; email: string | null };
}

/** Waivers of these environments that hold now. */
export async function listWaiverRows(db: Queryable, environmentIds: readonly string[]): Promise<WaiverRow[]> {
  return db.conformanceWaiver.findMany({
    where: { environmentId: { in: [...environmentIds] }, endedAt: null, expiresAt: { gt: new Date() } },
    select: {
      environmentId: true,
      checkId: true,
      reason: true,
      createdAt: true,
      expiresAt: true,
      approver: { select: { id: true, name: true, email: true } },
    },
    orderBy: { checkId: 'asc' },
  });
}

/** What an admin says about a check. */
export interface NewWaiver {
  environmentId: string;
  checkId: string;
  reason: string;
  approvedBy: string;
  days: number;
}

/** Writes a waiver by the database's clock; false if one of that check holds already. */
export async function insertWaiver(tx: Queryable, waiver: NewWaiver): Promise<boolean> {
  const { environmentId, checkId, reason, approvedBy, days } = waiver;
  await tx.$executeRaw`
    UPDATE conformance_waiver SET ended_at = expires_at
    WHERE environment_id = ${environmentId}::uuid AND check_id = ${checkId} AND ended_at IS NULL AND expires_at <= now()`;
  const count = await tx.$executeRaw`
    INSERT INTO conformance_waiver (id, environment_id, check_id, reason, approved_by, expires_at)
    VALUES (gen_random_uuid(), ${environmentId}::uuid, ${checkId}, ${reason}, ${approvedBy}::uuid, now() + ${days} * interval '1 day')
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** Ends the waiver of that check now; false if none holds. */
export async function endWaiverRow(tx: Queryable, environmentId: string, checkId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE conformance_waiver SET ended_at = now()
    WHERE environment_id = ${environmentId}::uuid AND check_id = ${checkId} AND ended_at IS NULL AND expires_at > now()`;
  return count === 1;
}
