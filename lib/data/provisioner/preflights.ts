import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import type { PreflightAnswer } from '#lib/domain/preflight/answer.ts';
import { preflightPatienceSeconds } from '#lib/domain/preflight/views.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { Database } from '../client.ts';
import { type FoundRow, membersOfTeam, newestPlatform, readSources } from './environment-row.ts';

/** A pre-flight that this replica is to answer. */
export interface ClaimedPreflight {
  id: string;
  environmentId: string | null;
  /** The generation of the environment that the person saw; null for a new one. */
  generation: number | null;
  team: { slug: string; name: string };
  /** The team's budget. */
  budget: ResourceAmounts;
  slug: string;
  quota: ResourceAmounts;
  members: { subject: string; role: TeamRole }[];
  platform: PlatformSettings;
  /** The class that the environment would follow; null where it goes away. */
  next: { name: string; version: number; spec: ClassSpec } | null;
}

type Row = Omit<ClaimedPreflight, 'members' | 'platform' | 'next'> &
  Pick<FoundRow, 'members' | 'platform'> & { name: string | null; version: number | null; spec: unknown };

// One that was begun and not answered belonged to a process that died.
const abandonedAfterSeconds = 5;
const keepMinutes = 10;

/** Takes the pre-flight that has waited longest and is still waited for; null if there is none. By the database's clock. */
export async function claimPreflight(database: Database): Promise<ClaimedPreflight | null> {
  const [row] = await database.$queryRaw<Row[]>`
    WITH claimed AS (
      UPDATE preflight SET started_at = now() WHERE id = (
        SELECT id FROM preflight WHERE answered_at IS NULL
          AND asked_at > now() - ${preflightPatienceSeconds} * interval '1 second'
          AND (started_at IS NULL OR started_at < now() - ${abandonedAfterSeconds} * interval '1 second')
        ORDER BY asked_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
      RETURNING *)
    SELECT p.id, p.environment_id AS "environmentId", p.generation, p.slug, p.quota, t.budget,
      jsonb_build_object('slug', t.slug, 'name', t.name) AS team, ${membersOfTeam} AS members, ${newestPlatform} AS platform,
      c.slug AS name, v.version, v.spec
    FROM claimed p JOIN team t ON t.id = p.team_id
      LEFT JOIN environment_class_version v ON v.id = p.class_version_id LEFT JOIN environment_class c ON c.id = v.class_id`;
  if (row === undefined) return null;
  const { name, version, spec, ...rest } = row;
  const next =
    name === null || version === null ? null : { name, version, spec: classSpecSchema.parse(spec) };
  return { ...rest, ...readSources(row), next };
}

/** Writes the answer, unless somebody else was faster. */
export async function answerPreflight(
  database: Database,
  id: string,
  answer: PreflightAnswer,
): Promise<void> {
  await database.$executeRaw`
    UPDATE preflight SET answered_at = now(), answer = ${JSON.stringify(answer)}::jsonb
    WHERE id = ${id}::uuid AND answered_at IS NULL`;
}

/** Drops what nobody looks at any more. */
export async function deleteOldPreflights(database: Database): Promise<number> {
  return database.$executeRaw`
    DELETE FROM preflight WHERE asked_at < now() - ${keepMinutes} * interval '1 minute'`;
}
