import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listConflictRows } from '#lib/data/environment/drift-conflict-rows.ts';
import { conflictSentence, conflictWayOut } from '#lib/domain/drift-conflict.ts';
import type { ConflictView } from '#lib/domain/environment-views.ts';
import { scopeOf } from '../scope-of.ts';

const atLeast = 3;

/** What the same manager changed at least three times in the last hour, in the environments that the actor can see. */
export async function listConflicts(
  actor: Actor,
  asked: { team?: string; environment?: string } = {},
): Promise<ConflictView[]> {
  const scope = scopeOf(actor, may(actor, 'drift:read') ? 'drift:read' : 'environment:read');
  const { team, environment } = asked;
  const rows = await listConflictRows(getDatabase(), { scope, team, environment, atLeast });
  return rows.map((row) => ({
    environment: { namespace: row.namespace, slug: row.slug, team: row.team },
    sentence: conflictSentence(row),
    wayOut: conflictWayOut(row),
    since: row.since.toISOString(),
    last: row.last.toISOString(),
  }));
}
