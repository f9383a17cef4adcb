import type { Database } from '../client.ts';
import {
  type ClaimRow,
  columns,
  type FoundRow,
  isAbandoned,
  isDue,
  sources,
  withKnownRoles,
} from './environment-row.ts';

/** Environments that wait for a pass and that nobody holds, most urgent first. A lease left behind means an unfinished pass. */
export async function listDue(database: Database, limit: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM environment e JOIN environment_status s ON s.environment_id = e.id
    WHERE e.finalized_at IS NULL AND ${isDue} AND (s.lease_owner IS NULL OR ${isAbandoned})
    ORDER BY s.observed_generation < e.generation DESC, s.next_attempt_at NULLS FIRST LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/**
 * Takes the lease of one environment and reads it whole, by the database's clock, with the replica that had left it behind. Null, and nothing written, if another
 * replica holds it, or if rows ask for no pass and `evenIfNotDue` is not set.
 */
export async function claimEnvironment(
  database: Database,
  id: string,
  replica: string,
  evenIfNotDue: boolean,
): Promise<(ClaimRow & { takenFrom: string | null }) | null> {
  const [row] = await database.$queryRaw<(FoundRow & { takenFrom: string | null })[]>`
    WITH lease AS (
      UPDATE environment_status s SET lease_owner = ${replica}, leased_at = now(), lease_expires_at = now() + interval '15 seconds', fence = s.fence + 1
      FROM environment e JOIN environment_status was ON was.environment_id = e.id
      WHERE s.environment_id = ${id}::uuid AND e.id = s.environment_id AND e.finalized_at IS NULL
        AND (s.lease_owner IS NULL OR s.lease_owner = ${replica} OR ${isAbandoned}) AND (${evenIfNotDue} OR ${isDue})
      RETURNING s.*, nullif(was.lease_owner, ${replica}) AS taken_from)
    SELECT ${columns}, s.taken_from AS "takenFrom" FROM lease s ${sources}`;
  return row === undefined ? null : { ...withKnownRoles(row), takenFrom: row.takenFrom };
}

/** Keeps the leases of the passes in hand from running out; answers those that are still held. */
export async function renewLeases(database: Database, replica: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await database.$queryRaw<{ id: string }[]>`
    UPDATE environment_status SET lease_expires_at = now() + interval '15 seconds'
    WHERE environment_id = ANY(${ids}::uuid[]) AND lease_owner = ${replica} AND lease_expires_at > now()
    RETURNING environment_id AS id`;
  return rows.map(({ id }) => id);
}

/** Gives back everything that this replica holds: at a graceful end. */
export async function releaseLeases(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`UPDATE environment_status SET lease_owner = NULL, lease_expires_at = NULL WHERE lease_owner = ${replica}`;
}
