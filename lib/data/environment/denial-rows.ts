import type { Queryable } from '../client.ts';

/** A refusal that holds: said lately, and nothing was made for its owner since. */
export interface DenialRow {
  fingerprint: string;
  ownerKind: string;
  ownerName: string;
  message: string;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Refusals of an environment that still hold, newest first. A controller tries again at least every 17 minutes, so
 * what was not said for half an hour is over.
 */
export async function listDenialRows(db: Queryable, environmentId: string): Promise<DenialRow[]> {
  return db.$queryRaw<DenialRow[]>`
    SELECT fingerprint, owner_kind AS "ownerKind", owner_name AS "ownerName", message, first_at AS "firstAt", last_at AS "lastAt"
    FROM denial WHERE environment_id = ${environmentId}::uuid AND resolved_at IS NULL AND last_at > now() - interval '30 minutes'
    ORDER BY last_at DESC, fingerprint`;
}

/** What the cluster said when it refused something in an environment since then, whether or not that still holds; the newest first. */
export async function listRefusalMessages(
  db: Queryable,
  environmentId: string,
  since: Date,
): Promise<string[]> {
  const rows = await db.denial.findMany({
    where: { environmentId, lastAt: { gt: since } },
    orderBy: [{ lastAt: 'desc' }, { fingerprint: 'asc' }],
    select: { message: true },
  });
  return rows.map(({ message }) => message);
}
