import type { Database } from '../client.ts';

/** A refusal that an event told of. */
export interface SeenDenial {
  environmentId: string;
  /** The same for the same reason and owner, however often it happens. */
  fingerprint: string;
  ownerKind: string;
  ownerName: string;
  message: string;
  /** ISO 8601; a time to come counts as now. */
  at: string;
  /** The event's resourceVersion, which orders what one controller says. */
  version: string;
}

/** Something of that owner was made after all. */
export interface SeenSuccess {
  environmentId: string;
  ownerKind: string;
  ownerName: string;
  version: string;
}

/** How many refusals of one environment are kept, the newest. */
export const mostDenials = 30;

/** Keeps refusals, one a fingerprint. What is known already, by this replica or another, writes nothing. */
export async function saveDenials(database: Database, denials: readonly SeenDenial[]): Promise<void> {
  await database.$executeRaw`
    INSERT INTO denial AS d (environment_id, fingerprint, owner_kind, owner_name, message, first_at, last_at, version)
    SELECT "environmentId", fingerprint, "ownerKind", "ownerName", message, least(at, now()), least(at, now()), version
    FROM jsonb_to_recordset(${JSON.stringify(denials)}::jsonb) AS seen ("environmentId" uuid, fingerprint text,
      "ownerKind" text, "ownerName" text, message text, at timestamptz, version bigint)
    ON CONFLICT (environment_id, fingerprint) DO UPDATE
    SET message = excluded.message, last_at = excluded.last_at, version = excluded.version, resolved_at = NULL
    WHERE excluded.version > d.version`;
  const ids = [...new Set(denials.map(({ environmentId }) => environmentId))];
  await database.$executeRaw`
    DELETE FROM denial d USING (
      SELECT environment_id, fingerprint, row_number() OVER (PARTITION BY environment_id ORDER BY last_at DESC, fingerprint) AS place
      FROM denial WHERE environment_id = ANY(${ids}::uuid[])) AS ranked
    WHERE place > ${mostDenials} AND (d.environment_id, d.fingerprint) = (ranked.environment_id, ranked.fingerprint)`;
}

/** Which of these environments have refusals that still hold. */
export async function listDenied(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT environment_id AS id FROM denial WHERE environment_id = ANY(${ids}::uuid[]) AND resolved_at IS NULL`;
  return new Set(rows.map(({ id }) => id));
}

/** Ends what was refused to an owner before something of his was made. */
export async function resolveDenials(database: Database, successes: readonly SeenSuccess[]): Promise<void> {
  await database.$executeRaw`
    UPDATE denial d SET resolved_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(successes)}::jsonb) AS made ("environmentId" uuid, "ownerKind" text,
      "ownerName" text, version bigint)
    WHERE d.environment_id = made."environmentId" AND d.owner_kind = made."ownerKind"
      AND d.owner_name = made."ownerName" AND d.resolved_at IS NULL AND d.version < made.version`;
}

/** Drops what was last said so many days ago. */
export async function deleteOldDenials(database: Database, days: number): Promise<void> {
  await database.$executeRaw`DELETE FROM denial WHERE last_at < now() - ${days} * interval '1 day'`;
}
