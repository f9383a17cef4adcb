import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { Database } from '../client.ts';

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

/** Environments that wait for a pass and that nobody holds, most urgent first. */
export async function listDue(database: Database, limit: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM environment e JOIN environment_status s ON s.environment_id = e.id
    WHERE e.finalized_at IS NULL
      AND (s.observed_generation < e.generation OR s.next_attempt_at <= now())
      AND (s.lease_expires_at IS NULL OR s.lease_expires_at < now())
    ORDER BY s.observed_generation < e.generation DESC, s.next_attempt_at NULLS FIRST LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Takes the lease of one environment unless somebody else holds it; by the database's clock. */
export async function claimEnvironment(
  database: Database,
  id: string,
  replica: string,
): Promise<ClaimRow | null> {
  const claimed = await database.$queryRaw<{ fence: bigint; now: Date }[]>`
    UPDATE environment_status s SET lease_owner = ${replica}, lease_expires_at = now() + interval '15 seconds', fence = fence + 1
    FROM environment e
    WHERE s.environment_id = ${id}::uuid AND e.id = s.environment_id AND e.finalized_at IS NULL
      AND (s.lease_expires_at IS NULL OR s.lease_expires_at < now() OR s.lease_owner = ${replica})
    RETURNING s.fence, now() AS now`;
  const [lease] = claimed;
  if (lease === undefined) return null;
  const row = await database.environment.findUniqueOrThrow({
    where: { id },
    include: {
      status: true,
      classVersion: { include: { class: true } },
      team: {
        include: { memberships: { include: { user: { select: { subject: true, disabledAt: true } } } } },
      },
    },
  });
  const approver =
    row.approvedBy === null
      ? null
      : await database.user.findUnique({ where: { id: row.approvedBy }, select: { name: true } });
  const { team, classVersion, status } = row;
  return {
    id,
    team: { slug: team.slug, name: team.name },
    slug: row.slug,
    namespace: row.namespace,
    className: classVersion.class.slug,
    classVersion: classVersion.version,
    classSpec: classSpecSchema.parse(classVersion.spec),
    quota: row.quota as ResourceAmounts,
    members: team.memberships
      .filter(({ user }) => user.disabledAt === null)
      .flatMap(({ user, role }) => {
        const known = teamRoles.find((name) => name === role);
        return known === undefined ? [] : [{ subject: user.subject, role: known }];
      }),
    approvedBy: approver?.name ?? null,
    generation: row.generation,
    fence: lease.fence,
    namespaceUid: status?.namespaceUid ?? null,
    conditions: (status?.conditions ?? []) as unknown as Condition[],
    objects: (status?.objects ?? []) as unknown as ObjectStatus[],
    attempts: status?.attempts ?? 0,
    everReady: status?.readyAt != null,
    deleteAt: dueDate([row.deleteAfter, row.expiresAt], lease.now),
  };
}

function dueDate(dates: (Date | null)[], now: Date): string | null {
  const due = dates.find((date) => date !== null && date.getTime() <= now.getTime());
  return due?.toISOString() ?? null;
}

/** Keeps the leases that this replica holds from running out. */
export async function renewLeases(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`
    UPDATE environment_status SET lease_expires_at = now() + interval '15 seconds'
    WHERE lease_owner = ${replica} AND lease_expires_at > now()`;
}

/** Gives back everything that this replica holds: at a graceful end. */
export async function releaseLeases(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`UPDATE environment_status SET lease_owner = NULL, lease_expires_at = NULL WHERE lease_owner = ${replica}`;
}
