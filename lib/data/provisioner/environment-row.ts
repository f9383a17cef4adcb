import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import { defaultPlatform, type PlatformSettings, platformSettingsSchema } from '#lib/domain/platform.ts';
import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** An environment as its rows say. */
export interface EnvironmentRow {
  id: string;
  team: { slug: string; name: string };
  slug: string;
  namespace: string;
  className: string;
  classVersion: number;
  classSpec: ClassSpec;
  teamId: string;
  /** The team's budget: what it counts and the class does not grant is none at all. */
  budget: ResourceAmounts;
  /** What was granted. */
  target: ResourceAmounts;
  /** What is to be written: what was granted, until the budget's ledger has decided. */
  quota: ResourceAmounts;
  quotaRevision: number;
  /** What the cluster may hold at most, in base units. */
  ceiling: ResourceAmounts;
  members: { subject: string; role: TeamRole }[];
  approvedBy: string | null;
  createdAt: Date;
  /** Which click asked for this generation, while it is fresh and not yet Ready: W3C traceparent and ISO time. */
  trace: { parent: string; at: string } | null;
  platform: PlatformSettings;
  generation: number;
  observedGeneration: number;
  /** Whether rows alone ask for a pass: a new generation, a time that has come, the end of a pause, an admin, or a pass that never ended. */
  isDue: boolean;
  fence: bigint;
  /** How often an admin has asked for another try. */
  retries: number;
  namespaceUid: string | null;
  conditions: Condition[];
  objects: ObjectStatus[];
  /** The tenant's own NetworkPolicies as they were saved last. */
  foreignPolicies: ObservedManifest[];
  attempts: number;
  everReady: boolean;
  /** Whether an admin's pause holds now. */
  healingPaused: boolean;
  deleteAt: string | null;
}

/** The same under a lease: `fence` is then the number of the claim. */
export type ClaimRow = Omit<EnvironmentRow, 'isDue'>;

/** Whether a lease is nobody's any more: a replica that does not beat has lost what it holds, long before its leases run out. */
export const isAbandoned = Prisma.sql`(s.lease_expires_at < now() OR NOT EXISTS (
  SELECT FROM provisioner_heartbeat h WHERE h.replica = s.lease_owner AND h.beat_at > now() - interval '3 seconds' AND h.stopped_at IS NULL))`;

/** Whether rows alone ask for a pass. */
export const isDue = Prisma.sql`(s.observed_generation < e.generation OR s.answered_retries < e.retries OR s.next_attempt_at <= now() OR s.lease_owner IS NOT NULL
  OR (s.holds_back AND coalesce(e.healing_paused_until <= now(), true)) OR (s.next_attempt_at IS NULL AND least(e.delete_after, e.expires_at) <= now()))`;

/** A row as the database returns it. */
export interface FoundRow extends Omit<EnvironmentRow, 'members' | 'classSpec' | 'platform' | 'isDue'> {
  members: { subject: string; role: string }[];
  classSpec: unknown;
  platform: unknown;
}

// The cluster knows people by subject alone: whose subject a second identity provider gave to someone else is bound to nothing.
const isOneOfAKind = Prisma.sql`NOT EXISTS (
  SELECT FROM "user" twin WHERE twin.subject = u.subject AND twin.issuer <> u.issuer)`;

/** Who has access to the namespaces of team `t`. */
export const membersOfTeam = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('subject', u.subject, 'role', m.role)), '[]')
  FROM membership m JOIN "user" u ON u.id = m.user_id
  WHERE m.team_id = t.id AND u.disabled_at IS NULL AND ${isOneOfAKind})`;

/** The newest version of the platform's settings; null without any. */
export const newestPlatform = Prisma.sql`(SELECT settings FROM platform_setting ORDER BY version DESC LIMIT 1)`;

// Of a generation that is older, or that was ready long ago, a pass is no part of that click.
const freshTrace = Prisma.sql`CASE WHEN (e.trace ->> 'generation')::int = e.generation AND (s.observed_generation < e.generation OR NOT s.is_ready)
  AND (e.trace ->> 'at')::timestamptz > now() - interval '10 minutes' THEN e.trace END`;

/** What is read of `s` and its sources. */
export const columns = Prisma.sql`
  e.id, jsonb_build_object('slug', t.slug, 'name', t.name) AS team, e.slug, e.namespace, c.slug AS "className",
  v.version AS "classVersion", v.spec AS "classSpec", t.id AS "teamId", t.budget, e.quota AS target,
  CASE WHEN s.quota_revision > 0 THEN s.allowed ELSE e.quota END AS quota, s.quota_revision AS "quotaRevision", s.ceiling, e.generation, s.observed_generation AS "observedGeneration",
  s.fence, e.retries, a.name AS "approvedBy", e.created_at AS "createdAt", ${freshTrace} AS trace, s.namespace_uid AS "namespaceUid", s.conditions, s.objects, s.attempts,
  (SELECT coalesce(jsonb_agg(found), '[]') FROM observed_state o, jsonb_path_query(o.objects, '$[*] ? (@.foreign == true)') found
   WHERE o.environment_id = e.id) AS "foreignPolicies",
  s.ready_at IS NOT NULL AS "everReady", ${newestPlatform} AS platform,
  coalesce(e.healing_paused_until > now(), false) AS "healingPaused",
  CASE WHEN least(e.delete_after, e.expires_at) <= now() THEN least(e.delete_after, e.expires_at)::text END AS "deleteAt",
  ${membersOfTeam} AS members`;
export const sources = Prisma.sql`JOIN environment e ON e.id = s.environment_id JOIN team t ON t.id = e.team_id
  JOIN environment_class_version v ON v.id = e.class_version_id JOIN environment_class c ON c.id = v.class_id
  LEFT JOIN "user" a ON a.id = e.approved_by`;

/** The row with its class checked; roles that this version does not know are left out. */
export function withKnownRoles(row: FoundRow): ClaimRow {
  return { ...row, ...readSources(row), classSpec: classSpecSchema.parse(row.classSpec) };
}

/** Members and platform as this version knows them. */
export function readSources(row: Pick<FoundRow, 'members' | 'platform'>) {
  const members = row.members.flatMap(({ subject, role }) => {
    const known = teamRoles.find((name) => name === role);
    return known === undefined ? [] : [{ subject, role: known }];
  });
  const platform = row.platform === null ? defaultPlatform : platformSettingsSchema.parse(row.platform);
  return { members, platform };
}

/** Reads environments without taking them; those that are final are left out. */
export async function readEnvironments(
  database: Database,
  ids: readonly string[],
): Promise<EnvironmentRow[]> {
  const rows = await database.$queryRaw<(FoundRow & { isDue: boolean })[]>`
    SELECT ${columns}, ${isDue} AS "isDue" FROM environment_status s ${sources}
    WHERE s.environment_id = ANY(${ids}::uuid[]) AND e.finalized_at IS NULL`;
  return rows.map((row) => ({ ...withKnownRoles(row), isDue: row.isDue }));
}

/** Says of environments that a comparison found them as agreed, unless that was said in the last quarter of an hour. */
export async function markVerified(database: Database, ids: readonly string[]): Promise<void> {
  await database.$executeRaw`
    UPDATE environment_status SET verified_at = now()
    WHERE environment_id = ANY(${ids}::uuid[]) AND verified_at < now() - interval '15 minutes'
      AND is_ready AND lease_owner IS NULL`;
}
