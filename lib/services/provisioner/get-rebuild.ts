import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findRebuild } from '#lib/data/clusters/rebuild-rows.ts';
import type { RebuildView } from '#lib/domain/provisioner-views.ts';
import { assertMay } from '../scope-of.ts';

// What is long done is in the audit log.
const shownForMs = 7 * 24 * 3_600_000;

/** How far the environments are in a cluster that took the place of a lost one; null where there is nothing to tell. */
export async function getRebuild(actor: Actor): Promise<RebuildView | null> {
  assertMay(actor, 'cluster:read');
  const row = await findRebuild(getDatabase());
  if (row === null || (row.ageMs > shownForMs && row.rebuilt === row.total)) return null;
  const { acceptedAt, ageMs, total, rebuilt, lastAt } = row;
  const isDone = rebuilt === total;
  const tookMs = isDone
    ? Math.max(0, (lastAt?.getTime() ?? acceptedAt.getTime()) - acceptedAt.getTime())
    : ageMs;
  return { since: acceptedAt.toISOString(), total, rebuilt, tookMs };
}
