import type { Queryable } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';

/** Where a mapping gives its role: a team that is there and active, or null for the whole portal. */
export async function mappingTarget(
  tx: Queryable,
  slug: string | null,
): Promise<{ id: string; slug: string; name: string } | null> {
  if (slug === null) return null;
  const team = await findTeamRow(tx, { kind: 'all' }, slug);
  if (team === null) throw notFound('The team');
  if (team.archivedAt !== null)
    throw new AppError('CONFLICT', `The team ${team.name} is archived. Nothing was changed.`);
  return { id: team.id, slug: team.slug, name: team.name };
}
