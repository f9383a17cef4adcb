import type pg from 'pg';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { defaultPlatform, platformSettingsSchema } from '#lib/domain/platform.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import { failure } from '#tools/process/failure.ts';
import type { Known } from './plan-rebuild.ts';

/** Reads what the database knows. Fails where it is about another cluster. */
export async function readKnown(client: pg.Client, clusterUid: string): Promise<Known> {
  const all = async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows;
  const [cluster] = await all<{ uid: string }>(
    'SELECT uid FROM cluster_identity ORDER BY version DESC LIMIT 1',
  );
  if (cluster !== undefined && cluster.uid !== clusterUid)
    throw failure(
      `KUBECONFIG names the cluster ${clusterUid}, and the database is about ${cluster.uid}. See npm run cluster:accept.`,
    );
  const environments = await all<{ id: string; uid: string | null; final: boolean; namespace: string }>(`
    SELECT e.id, s.namespace_uid AS uid, e.finalized_at IS NOT NULL AS final, e.namespace
    FROM environment e JOIN environment_status s ON s.environment_id = e.id`);
  const teams = await all<{ slug: string; members: { subject: string; role: TeamRole }[] }>(`
    SELECT t.slug, coalesce(jsonb_agg(jsonb_build_object('subject', u.subject, 'role', m.role)) FILTER (WHERE u.id IS NOT NULL), '[]') AS members
    FROM team t LEFT JOIN membership m ON m.team_id = t.id LEFT JOIN "user" u ON u.id = m.user_id AND u.disabled_at IS NULL
    GROUP BY t.slug`);
  const classes = await all<{ id: string; slug: string; version: number; spec: unknown }>(`
    SELECT v.id, c.slug, v.version, v.spec FROM environment_class_version v JOIN environment_class c ON c.id = v.class_id
    ORDER BY v.version DESC`);
  const [platform] = await all<{ settings: unknown }>(
    'SELECT settings FROM platform_setting ORDER BY version DESC LIMIT 1',
  );
  return {
    environments: new Map(
      environments.map(({ id, uid, final }) => [id, { namespaceUid: uid, isFinal: final }]),
    ),
    namespaces: new Set(environments.filter(({ final }) => !final).map(({ namespace }) => namespace)),
    teams: new Map(teams.map(({ slug, members }) => [slug, members])),
    classes: classes.map((row) => ({ ...row, spec: classSpecSchema.parse(row.spec) })),
    platform: platform === undefined ? defaultPlatform : platformSettingsSchema.parse(platform.settings),
  };
}
