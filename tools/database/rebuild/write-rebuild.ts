import type pg from 'pg';
import { objectCounts } from '#lib/domain/budget/hard-amounts.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { formatQuantity, parseQuantity, quantityToDecimal } from '#lib/domain/quantity.ts';
import type { PlannedEnvironment, RebuildPlan } from './plan-rebuild.ts';

/** Whoever asked for and approved what was rebuilt, as far as a row has to name somebody: nobody can sign in as them. */
const rebuiltIssuer = 'urn:bailiwick:rebuilt';
const notKnown = 'not known';

/** Writes the plan in the caller's transaction. `issuer` is the identity provider whose subjects the bindings name. */
export async function writeRebuild(client: pg.Client, plan: RebuildPlan, issuer: string): Promise<void> {
  const classIds = await writeClasses(client, plan.environments);
  for (const team of plan.teams) {
    const own = plan.environments.filter(({ found }) => found.team.slug === team.slug);
    if (!team.isKnown) await writeTeam(client, team, budgetOf(own), issuer);
    for (const each of own) await writeEnvironment(client, each, classIds.get(each) ?? each.classId ?? '');
  }
  for (const { id, namespace } of plan.renewed)
    await client.query(
      'UPDATE environment_status SET namespace_uid = $2, next_attempt_at = now() WHERE environment_id = $1',
      [id, namespace.metadata.uid],
    );
}

/**
 * What the environments have is the budget, so nobody can take more before an admin has set one. Keys that one of them lacks
 * are not counted: the quota of that one would get a line that says none.
 */
function budgetOf(environments: readonly PlannedEnvironment[]): ResourceAmounts {
  const hards = environments.map(({ found }) => found.hard);
  const common = Object.keys(hards[0] ?? {}).filter((key) => hards.every((hard) => Object.hasOwn(hard, key)));
  const parts = hards.map((hard) => Object.fromEntries(common.map((key) => [key, hard[key] ?? '0'])));
  return Object.fromEntries([...sumAmounts(parts)].map(([key, sum]) => [key, formatQuantity(sum)]));
}

async function writeClasses(client: pg.Client, environments: readonly PlannedEnvironment[]) {
  const ids = new Map<PlannedEnvironment, string>();
  const written = new Map<string, string>();
  for (const each of environments.filter(({ classId }) => classId === null)) {
    const { className, classVersion } = each.found;
    const key = JSON.stringify([className, classVersion, each.spec]);
    const id = written.get(key) ?? (await writeClassVersion(client, className, classVersion, each.spec));
    written.set(key, id);
    ids.set(each, id);
  }
  return ids;
}

async function writeClassVersion(
  client: pg.Client,
  slug: string,
  version: number,
  spec: object,
): Promise<string> {
  await client.query(
    `INSERT INTO environment_class (id, slug, name, position)
     SELECT gen_random_uuid(), $1, $1, coalesce(max(position) + 1, 0) FROM environment_class ON CONFLICT (slug) DO NOTHING`,
    [slug],
  );
  // Its own number where that is free, else the next: a version never changes.
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO environment_class_version (id, class_id, version, spec)
     SELECT gen_random_uuid(), c.id, CASE WHEN EXISTS (SELECT FROM environment_class_version v WHERE v.class_id = c.id AND v.version = $2)
       THEN (SELECT max(v.version) + 1 FROM environment_class_version v WHERE v.class_id = c.id) ELSE $2 END, $3
     FROM environment_class c WHERE c.slug = $1 RETURNING id`,
    [slug, version, JSON.stringify(spec)],
  );
  return rows[0]?.id ?? '';
}

async function writeTeam(
  client: pg.Client,
  { slug, name, members }: RebuildPlan['teams'][number],
  budget: ResourceAmounts,
  issuer: string,
): Promise<void> {
  await client.query('INSERT INTO team (id, slug, name, budget) VALUES (gen_random_uuid(), $1, $2, $3)', [
    slug,
    name,
    JSON.stringify(budget),
  ]);
  for (const { subject, role } of members) {
    await client.query(
      `INSERT INTO "user" (id, issuer, subject, name) VALUES (gen_random_uuid(), $1, $2, $2) ON CONFLICT (issuer, subject) DO NOTHING`,
      [issuer, subject],
    );
    await client.query(
      `INSERT INTO membership (id, user_id, team_id, role)
       SELECT gen_random_uuid(), u.id, t.id, $4 FROM "user" u, team t WHERE u.issuer = $1 AND u.subject = $2 AND t.slug = $3`,
      [issuer, subject, slug, role],
    );
  }
}

async function writeEnvironment(client: pg.Client, { found, spec }: PlannedEnvironment, classId: string) {
  const { id, team, slug, namespace, hard, quotaRevision, approvedBy, createdAt } = found;
  // Counts that hold everywhere were not asked for, unless the class offers them.
  const granted = Object.entries(hard).filter(
    ([key, text]) => Object.hasOwn(spec.quota, key) || objectCounts[key] !== text,
  );
  await client.query(
    `INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by, approved_by, created_at)
     SELECT $1, t.id, $3, $4, $5, $6, $7, $8, $9, $10 FROM team t WHERE t.slug = $2`,
    [
      ...[id, team.slug, slug, namespace.metadata.name, classId, JSON.stringify(Object.fromEntries(granted))],
      ...['Rebuilt from the cluster; what it is for is not known.', await placeholder(client, notKnown)],
      ...[approvedBy === null ? null : await placeholder(client, approvedBy), createdAt],
    ],
  );
  const ceiling = Object.entries(hard).map(([key, text]) => [key, quantityToDecimal(parseQuantity(text))]);
  await client.query(
    'UPDATE environment_status SET namespace_uid = $2, ceiling = $3, allowed = $4, quota_revision = $5 WHERE environment_id = $1',
    [
      id,
      namespace.metadata.uid,
      JSON.stringify(Object.fromEntries(ceiling)),
      JSON.stringify(hard),
      quotaRevision,
    ],
  );
}

// The subject is like none that a provider gives: the cluster knows people by it alone.
async function placeholder(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "user" (id, issuer, subject, name, disabled_at) VALUES (gen_random_uuid(), $1, 'rebuilt/' || $2, $2, now())
     ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name RETURNING id`,
    [rebuiltIssuer, name],
  );
  return rows[0]?.id ?? '';
}
