import type { Database } from '../client.ts';

/**
 * Something of the team's budget was freed: whoever waits for it is due now, and told so. One that is just being worked
 * on looks again by itself.
 */
export async function wakeWaiting(database: Database, teamId: string): Promise<void> {
  await database.$executeRaw`
    WITH waiting AS (
      SELECT s.environment_id AS id FROM environment_status s JOIN environment e ON e.id = s.environment_id
      WHERE e.team_id = ${teamId}::uuid AND e.finalized_at IS NULL AND s.lease_owner IS NULL
        AND s.conditions @> '[{"type": "Ready", "reason": "WaitingForBudget"}]'
      FOR UPDATE OF s SKIP LOCKED),
    woken AS (
      UPDATE environment_status SET next_attempt_at = now() WHERE environment_id IN (SELECT id FROM waiting)
      RETURNING environment_id)
    SELECT pg_notify('bailiwick_environment', environment_id::text) FROM woken`;
}
