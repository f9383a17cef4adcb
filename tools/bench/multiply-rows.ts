import type { BatchRows } from './batch.ts';
import { type Recording, uidOf } from './replay-server/recording.ts';

type Copies = Pick<Recording, 'team' | 'slug' | 'id' | 'copies'>;

/**
 * Writes the rows of many environments as they are when everything is done, made of those of one that is Ready, and
 * answers what a recording has to know of them.
 */
export async function multiplyRows(
  rows: BatchRows,
  prefix: string,
  teams: number,
  template: { team: string; slug: string; id: string },
): Promise<Copies> {
  const { ids } = await rows.approve(prefix, teams, 10);
  const copies = await rows.query<{ team: string; slug: string; id: string; namespace: string }>(
    `SELECT t.slug AS team, e.slug, e.id, e.namespace FROM environment e JOIN team t ON t.id = e.team_id
     WHERE e.id = ANY($1) ORDER BY e.namespace`,
    [ids],
  );
  const given = JSON.stringify(copies.map((copy) => ({ ...copy, uid: uidOf(copy.namespace) })));
  // Namespace, team and environment stand in the texts of the template; the longer one is replaced first.
  const copied = (column: string) =>
    `replace(replace(replace(${column}::text, $2 || '-' || $3, c.namespace), $2, c.team), '"' || $3 || '"', '"' || c.slug || '"')::jsonb`;
  const values = [given, template.team, template.slug, template.id];
  const source = `jsonb_to_recordset($1::jsonb) AS c (id uuid, team text, slug text, namespace text, uid text)`;
  await rows.query(
    `UPDATE environment_status s SET observed_generation = 1, namespace_uid = c.uid, conditions = w.conditions, allowed = w.allowed,
       objects = ${copied('w.objects')}, ceiling = w.ceiling, quota_revision = w.quota_revision, usage = w.usage, usage_at = now(),
       ready_at = now(), verified_at = now(), fence = 1
     FROM ${source}, environment_status w WHERE s.environment_id = c.id AND w.environment_id = $4::uuid`,
    values,
  );
  await rows.query(
    `INSERT INTO observed_state (environment_id, objects)
     SELECT c.id, replace(${copied('w.objects')}::text, $4, c.id::text)::jsonb FROM ${source}, observed_state w WHERE w.environment_id = $4::uuid`,
    values,
  );
  await rows.query(
    `INSERT INTO environment_usage (environment_id, key, used, hard)
     SELECT c.id, w.key, w.used, w.hard FROM ${source}, environment_usage w WHERE w.environment_id = $2::uuid`,
    [given, template.id],
  );
  await rows.query('ANALYZE');
  return {
    ...template,
    copies: copies.map(({ team, slug, id }) => [team, slug, id]),
  };
}
