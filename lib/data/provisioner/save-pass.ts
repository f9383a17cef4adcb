import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { Database } from '../client.ts';
import type { ClaimRow } from './claims.ts';

/** What a pass found and did; written in one transaction, and only while the lease holds. */
export interface PassResultRow {
  conditions: Condition[];
  objects: ObjectStatus[];
  namespaceUid: string | null;
  attempts: number;
  nextAttemptInMs: number;
  drift: {
    kind: string;
    name: string;
    change: string;
    manager: string | null;
    fields: { path: string; desired: string; observed: string }[];
  }[];
  becameReady: boolean;
  finalized: boolean;
  /** Milliseconds since the pass began, which is when its drift was found. */
  tookMs: number;
}

/**
 * Saves a pass and gives the lease back, all in one statement. False: somebody else has taken over, and nothing was
 * written.
 */
export async function savePass(database: Database, claim: ClaimRow, pass: PassResultRow): Promise<boolean> {
  const isReady = pass.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const saved = await database.$queryRaw<object[]>`
    WITH saved AS (
      UPDATE environment_status SET
        conditions = ${JSON.stringify(pass.conditions)}::jsonb, objects = ${JSON.stringify(pass.objects)}::jsonb,
        namespace_uid = ${pass.namespaceUid}, observed_generation = ${claim.generation}, attempts = ${pass.attempts},
        next_attempt_at = (SELECT CASE WHEN least(delete_after, expires_at) > now()
            THEN least(now() + ${pass.nextAttemptInMs} * interval '1 millisecond', delete_after, expires_at)
            ELSE now() + ${pass.nextAttemptInMs} * interval '1 millisecond' END FROM environment WHERE id = environment_id),
        verified_at = CASE WHEN ${isReady} THEN now() ELSE verified_at END,
        ready_at = CASE WHEN ${isReady} THEN coalesce(ready_at, now()) ELSE ready_at END,
        lease_owner = NULL, lease_expires_at = NULL, updated_at = now()
      WHERE environment_id = ${claim.id}::uuid AND fence = ${claim.fence}
      RETURNING environment_id),
    finalized AS (
      UPDATE environment SET finalized_at = now()
      WHERE ${pass.finalized} AND id IN (SELECT environment_id FROM saved)),
    healed AS (
      UPDATE drift_event SET healed_at = now()
      WHERE ${isReady} AND healed_at IS NULL AND environment_id IN (SELECT environment_id FROM saved)),
    drifted AS (
      INSERT INTO drift_event (id, environment_id, kind, name, change, manager, fields, detected_at, healed_at)
      SELECT gen_random_uuid(), environment_id, d.kind, d.name, d.change, d.manager, d.fields,
        now() - ${pass.tookMs} * interval '1 millisecond', CASE WHEN ${isReady} THEN now() END
      FROM saved, jsonb_to_recordset(${JSON.stringify(pass.drift)}::jsonb)
        AS d (kind text, name text, change text, manager text, fields jsonb)),
    recorded AS (
      INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, team_id, after)
      SELECT gen_random_uuid(), 'provisioner', a.action, 'environment', e.id::text, e.namespace, e.team_id, a.after
      FROM saved JOIN environment e ON e.id = environment_id,
        jsonb_to_recordset(${JSON.stringify(eventsOf(pass))}::jsonb) AS a (action text, after jsonb))
    SELECT environment_id FROM saved`;
  return saved.length === 1;
}

function eventsOf(pass: PassResultRow): { action: string; after?: object }[] {
  return [
    ...(pass.becameReady ? [{ action: 'environment.ready' }] : []),
    ...pass.drift.map(({ kind, name, change, manager }) => ({
      action: 'environment.heal',
      after: { kind, name, change, manager },
    })),
    ...(pass.finalized ? [{ action: 'environment.finalize' }] : []),
  ];
}
