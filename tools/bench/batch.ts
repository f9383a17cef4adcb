import pg from 'pg';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { until } from '#tools/test/until.ts';

/** Environments that were approved in one transaction. */
export interface Batch {
  ids: string[];
  namespaces: string[];
  /** By `performance.now()`, just before the commit. */
  approvedAt: number;
}

/** The rows of a benchmark, written with the owner's rights. */
export interface BatchRows {
  /** Approves teams × environments at once; the slugs of the teams begin with the prefix. */
  approve: (prefix: string, teams: number, environments: number) => Promise<Batch>;
  /** Resolves with the moment at which the last of them was Ready for its newest generation. */
  readyAt: (batch: Batch) => Promise<number>;
  query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
}

/** The class that benchmarks use, with the amounts that it gives by itself. */
export function benchClass(): { slug: string; name: string; spec: ClassSpec; quota: Record<string, string> } {
  const shipped = shippedClasses.find(({ slug }) => slug === 'qa');
  if (!shipped) throw new Error('There is no class qa.');
  const bounds = Object.entries(shipped.spec.quota);
  return { ...shipped, quota: Object.fromEntries(bounds.map(([key, value]) => [key, value.default])) };
}

/** What the provisioner would write for such an environment, for arms that do without it. */
export function renderTwin(team: string, slug: string): Manifest[] {
  const { slug: className, spec, quota } = benchClass();
  return renderEnvironment({
    id: crypto.randomUUID(),
    team: { slug: team, name: `Team ${team}` },
    slug,
    namespace: `${team}-${slug}`,
    className,
    classVersion: 1,
    classSpec: spec,
    quota,
    members: [{ subject: 'rita', role: 'owner' }],
    approvedBy: 'amir',
    platform: defaultPlatform,
  });
}

/** Team and environment of the nth environment of a batch, as `approve` names them. */
export function nameOf(prefix: string, index: number, environments: number): { team: string; slug: string } {
  const team = `${prefix}${String(Math.floor(index / environments)).padStart(4, '0')}`;
  return { team, slug: `env${String(index % environments).padStart(4, '0')}` };
}

/** Writes the class and the two people that all batches share. */
export async function openBatchRows(ownerUrl: string): Promise<BatchRows> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { slug, name, spec, quota } = benchClass();
  const query = async <Row>(text: string, values: unknown[] = []) =>
    (await client.query(text, values)).rows as Row[];
  const [row] = await query<{ class_version_id: string; requested_by: string; approved_by: string }>(
    `WITH parent AS (INSERT INTO environment_class (id, slug, name) VALUES (gen_random_uuid(), $1, $2) RETURNING id),
       version AS (INSERT INTO environment_class_version (id, class_id, version, spec) SELECT gen_random_uuid(), id, 1, $3 FROM parent RETURNING id),
       person AS (INSERT INTO "user" (id, issuer, subject, name) SELECT gen_random_uuid(), 'https://bench.test', name, name
         FROM unnest(ARRAY['rita', 'amir']) AS name RETURNING id, name)
     SELECT version.id AS class_version_id, rita.id AS requested_by, amir.id AS approved_by
     FROM version JOIN person rita ON rita.name = 'rita' JOIN person amir ON amir.name = 'amir'`,
    [slug, name, JSON.stringify(spec)],
  );

  async function approve(prefix: string, teams: number, environments: number): Promise<Batch> {
    await client.query('BEGIN');
    await client.query(
      `WITH made AS (INSERT INTO team (id, slug, name, budget)
         SELECT gen_random_uuid(), slug, 'Team ' || slug, '{}'
         FROM generate_series(0, $2::int - 1) AS n, LATERAL (SELECT $1 || lpad(n::text, 4, '0') AS slug) AS named RETURNING id)
       INSERT INTO membership (id, user_id, team_id, role) SELECT gen_random_uuid(), $3, id, 'owner' FROM made`,
      [prefix, teams, row?.requested_by],
    );
    const { rows } = await client.query<{ id: string; namespace: string }>(
      `INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by, approved_by)
       SELECT gen_random_uuid(), t.id, named.slug, t.slug || '-' || named.slug, $3, $4, 'To measure.', $5, $6
       FROM team t, generate_series(0, $2::int - 1) AS n, LATERAL (SELECT 'env' || lpad(n::text, 4, '0') AS slug) AS named
       WHERE left(t.slug, length($1)) = $1 ORDER BY t.slug, n RETURNING id, namespace`,
      [
        prefix,
        environments,
        row?.class_version_id,
        JSON.stringify(quota),
        row?.requested_by,
        row?.approved_by,
      ],
    );
    const approvedAt = performance.now();
    await client.query('COMMIT');
    return {
      ids: rows.map(({ id }) => id),
      namespaces: rows.map(({ namespace }) => namespace),
      approvedAt,
    };
  }

  async function readyAt({ ids }: Batch): Promise<number> {
    // What was approved last is Ready last: it is looked at first, and at the others only when it is. Each row is asked for by
    // itself, because statistics are older than these rows and every other plan goes through all of them for each of them.
    const lastFirst = ids.toReversed();
    const areAll = async () => {
      const [found] = await query<{ ready: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM unnest($1::uuid[]) AS wanted (id) WHERE NOT (
           SELECT s.observed_generation = e.generation AND s.conditions @> '[{"type": "Ready", "status": "True"}]'
           FROM environment_status s, environment e WHERE s.environment_id = wanted.id AND e.id = wanted.id)) AS ready`,
        [lastFirst],
      );
      return found?.ready === true;
    };
    const what = `${ids.length} environments to be Ready`;
    await until(areAll, { deadlineMs: 600_000, what, everyMs: Math.max(5, ids.length / 10) });
    return performance.now();
  }

  return { approve, readyAt, query, close: () => client.end() };
}
