import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import type { Database } from '../client.ts';
import type { ClaimRow } from './environment-row.ts';

/** What a pass found and did; written in one transaction, and only while the lease holds. */
export interface PassResultRow {
  conditions: Condition[];
  objects: ObjectStatus[];
  /** Null where the pass did not get to look: what was saved before stays. */
  observed: ObservedManifest[] | null;
  namespaceUid: string | null;
  attempts: number;
  /** Milliseconds; null when nothing has to be done until somebody changes something. */
  nextAttemptInMs: number | null;
  drift: {
    kind: string;
    name: string;
    change: string;
    manager: string | null;
    /** ISO 8601; when that manager wrote. */
    editedAt: string | null;
    /** Found, and left as it is. */
    held: boolean;
    fields: { path: string; desired: string; observed: string }[];
  }[];
  /** The environment's ceiling where a smaller quota was seen in the cluster, in base units; null where it stays. */
  ceiling: ResourceAmounts | null;
  becameReady: boolean;
  finalized: boolean;
  /** Milliseconds since the pass began, which is when its drift was found. */
  tookMs: number;
}

/**
 * Saves a pass and gives the lease back, all in one statement. Answers the kinds of the drift that is healed with it, one for
 * each; null: somebody else has taken over, and nothing was written.
 */
export async function savePass(
  database: Database,
  claim: ClaimRow,
  pass: PassResultRow,
): Promise<{ healed: string[] } | null> {
  const isReady = pass.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  // What is still left as somebody made it stays open; the rest of a pass that came to its end is put back.
  const held = pass.objects.filter(({ step }) => step === 'held').map(({ kind, name }) => `${kind}/${name}`);
  const isSettled = isReady || pass.conditions.some(isPause);
  const observed = pass.observed === null ? null : JSON.stringify(pass.observed);
  const ceiling = pass.ceiling === null ? null : JSON.stringify(pass.ceiling);
  const [saved] = await database.$queryRaw<{ healed: string[] }[]>`
    WITH saved AS (
      UPDATE environment_status SET
        conditions = ${JSON.stringify(pass.conditions)}::jsonb, objects = ${JSON.stringify(pass.objects)}::jsonb,
        namespace_uid = ${pass.namespaceUid}, observed_generation = ${claim.generation}, attempts = ${pass.attempts},
        answered_retries = ${claim.retries}, pass_ms = (ARRAY[${Math.round(pass.tookMs)}]::int[] || pass_ms)[1:20],
        holds_back = ${held.length > 0}, ceiling = CASE WHEN ${pass.finalized} THEN '{}' ELSE coalesce(${ceiling}::jsonb, ceiling) END,
        next_attempt_at = (SELECT least(now() + ${pass.nextAttemptInMs}::float8 * interval '1 millisecond',
            CASE WHEN least(delete_after, expires_at) > now() THEN least(delete_after, expires_at) END)
          FROM environment WHERE id = environment_id),
        verified_at = CASE WHEN ${isReady} THEN now() ELSE verified_at END,
        ready_at = CASE WHEN ${isReady} THEN coalesce(ready_at, now()) ELSE ready_at END,
        lease_owner = NULL, lease_expires_at = NULL, updated_at = now()
      WHERE environment_id = ${claim.id}::uuid AND fence = ${claim.fence}
      RETURNING environment_id),
    observed AS (
      INSERT INTO observed_state AS o (environment_id, objects, changed_at)
      SELECT environment_id, found.objects, now() FROM saved, (SELECT ${observed}::jsonb AS objects) found
      WHERE found.objects IS NOT NULL
      ON CONFLICT (environment_id) DO UPDATE SET objects = excluded.objects, changed_at = excluded.changed_at
      WHERE o.objects <> excluded.objects),
    finalized AS (
      UPDATE environment SET finalized_at = now()
      WHERE ${pass.finalized} AND id IN (SELECT environment_id FROM saved)),
    healed AS (
      UPDATE drift_event SET healed_at = now()
      WHERE ${isSettled} AND healed_at IS NULL AND kind || '/' || name <> ALL(${held}) AND environment_id IN (SELECT environment_id FROM saved)
      RETURNING environment_id, kind, name, change, manager, held),
    drifted AS (
      INSERT INTO drift_event (id, environment_id, kind, name, change, manager, fields, detected_at, healed_at, edited_at, held)
      SELECT gen_random_uuid(), environment_id, d.kind, d.name, d.change, d.manager, d.fields,
        now() - ${pass.tookMs} * interval '1 millisecond', 
        CASE WHEN ${isSettled} AND NOT d.held THEN now() END, d."editedAt", d.held
      FROM saved, jsonb_to_recordset(${JSON.stringify(pass.drift)}::jsonb)
        AS d (kind text, name text, change text, manager text, fields jsonb, held boolean, "editedAt" timestamptz)),
    recorded AS (
      INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, team_id, after)
      SELECT gen_random_uuid(), 'provisioner', a.action, 'environment', e.id::text, e.namespace, e.team_id, a.after
      FROM saved JOIN environment e ON e.id = environment_id,
        jsonb_to_recordset(${JSON.stringify(eventsOf(pass))}::jsonb) AS a (action text, after jsonb)
      UNION ALL
      SELECT gen_random_uuid(), 'provisioner', 'environment.heal', 'environment', e.id::text, e.namespace, e.team_id,
        jsonb_build_object('kind', h.kind, 'name', h.name, 'change', h.change, 'manager', h.manager)
      FROM healed h JOIN environment e ON e.id = h.environment_id WHERE h.held AND NOT ${claim.healingPaused})
    SELECT ARRAY(SELECT kind FROM healed) AS healed FROM saved`;
  if (saved === undefined) return null;
  const atOnce = isSettled ? pass.drift.filter((drift) => !drift.held) : [];
  return { healed: [...saved.healed, ...atOnce.map(({ kind }) => kind)] };
}

function isPause({ type, reason }: Condition): boolean {
  return type === 'Ready' && reason === 'HealingPaused';
}

function eventsOf(pass: PassResultRow): { action: string; after?: object }[] {
  return [
    ...(pass.becameReady ? [{ action: 'environment.ready' }] : []),
    ...pass.drift.map(({ kind, name, change, manager, held }) => ({
      action: held ? 'environment.leave-drift' : 'environment.heal',
      after: { kind, name, change, manager },
    })),
    ...(pass.finalized ? [{ action: 'environment.finalize' }] : []),
  ];
}
