import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** An environment under a lease, as rows say it. */
export interface ClaimRow {
  id: string;
  team: { slug: string; name: string };
  slug: string;
  namespace: string;
  className: string;
  classVersion: number;
  classSpec: ClassSpec;
  quota: ResourceAmounts;
  members: { subject: string; role: TeamRole }[];
  approvedBy: string | null;
  generation: number;
  fence: bigint;
  namespaceUid: string | null;
  conditions: Condition[];
  objects: ObjectStatus[];
  attempts: number;
  everReady: boolean;
  deleteAt: string | null;
}

// A replica that does not beat has lost what it holds, long before its leases run out.
const abandoned = Prisma.sql`(s.lease_expires_at < now() OR NOT EXISTS (
  SELECT FROM provisioner_heartbeat h WHERE h.replica = s.lease_owner AND h.beat_at > now() - interval '3 seconds'))`;

/** Environments that wait for a pass and that nobody holds, most urgent first. A lease left behind means an unfinished pass. */
export async function listDue(database: Database, limit: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM environment e JOIN environment_status s ON s.environment_id = e.id
    WHERE e.finalized_at IS NULL
      AND (s.observed_generation < e.generation OR s.next_attempt_at <= now() OR s.lease_owner IS NOT NULL)
      AND (s.lease_owner IS NULL OR ${abandoned})
    ORDER BY s.observed_generation < e.generation DESC, s.next_attempt_at NULLS FIRST LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

interface Leased extends Omit<ClaimRow, 'members' | 'classSpec'> {
  members: { subject: string; role: string }[];
  classSpec: unknown;
}

/** Takes the lease of one environment unless somebody else holds it, and reads it whole; by the database's clock. */
export async function claimEnvironment(
  database: Database,
  id: string,
  replica: string,
): Promise<ClaimRow | null> {
  const [row] = await database.$queryRaw<Leased[]>`
    WITH lease AS (
      UPDATE environment_status s SET lease_owner = ${replica}, lease_expires_at = now() + interval '15 seconds', fence = fence + 1
      WHERE s.environment_id = ${id}::uuid AND (s.lease_owner IS NULL OR s.lease_owner = ${replica} OR ${abandoned})
        AND EXISTS (SELECT FROM environment e WHERE e.id = s.environment_id AND e.finalized_at IS NULL)
      RETURNING s.*)
    SELECT e.id, jsonb_build_object('slug', t.slug, 'name', t.name) AS team, e.slug, e.namespace, c.slug AS "className",
      v.version AS "classVersion", v.spec AS "classSpec", e.quota, e.generation, l.fence, a.name AS "approvedBy",
      l.namespace_uid AS "namespaceUid", l.conditions, l.objects, l.attempts, l.ready_at IS NOT NULL AS "everReady",
      CASE WHEN least(e.delete_after, e.expires_at) <= now() THEN least(e.delete_after, e.expires_at)::text END AS "deleteAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('subject', u.subject, 'role', m.role)), '[]')
       FROM membership m JOIN "user" u ON u.id = m.user_id WHERE m.team_id = t.id AND u.disabled_at IS NULL) AS members
    FROM lease l JOIN environment e ON e.id = l.environment_id JOIN team t ON t.id = e.team_id
      JOIN environment_class_version v ON v.id = e.class_version_id JOIN environment_class c ON c.id = v.class_id
      LEFT JOIN "user" a ON a.id = e.approved_by`;
  if (row === undefined) return null;
  const members = row.members.flatMap(({ subject, role }) => {
    const known = teamRoles.find((name) => name === role);
    return known === undefined ? [] : [{ subject, role: known }];
  });
  return { ...row, members, classSpec: classSpecSchema.parse(row.classSpec) };
}

/** Keeps the leases of the passes in hand from running out. */
export async function renewLeases(database: Database, replica: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.$executeRaw`
    UPDATE environment_status SET lease_expires_at = now() + interval '15 seconds'
    WHERE environment_id = ANY(${ids}::uuid[]) AND lease_owner = ${replica} AND lease_expires_at > now()`;
}

/** Gives back everything that this replica holds: at a graceful end. */
export async function releaseLeases(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`UPDATE environment_status SET lease_owner = NULL, lease_expires_at = NULL WHERE lease_owner = ${replica}`;
}
