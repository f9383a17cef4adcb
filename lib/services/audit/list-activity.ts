import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { hasTeam, listEnvironmentObjectIds, pageAuditEvents } from '#lib/data/audit/audit-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { notFound } from '#lib/domain/error.ts';
import { listActivityInput } from '#lib/domain/inputs/audit.ts';
import type { AuditView, Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';
import { auditView } from './audit-view.ts';

/** What happened in a team or to one of its environments, newest first. NOT_FOUND for teams of others. */
export async function listActivity(
  actor: Actor,
  input: z.input<typeof listActivityInput>,
): Promise<Page<AuditView>> {
  const { team, environment, page, pageSize } = parseInput(listActivityInput, input);
  const scope = scopeOf(actor, 'activity:read');
  const database = getDatabase();
  if (!(await hasTeam(database, scope, team))) throw notFound('The team');
  const objectIds =
    environment === undefined
      ? undefined
      : await listEnvironmentObjectIds(database, scope, team, environment);
  if (objectIds === null) throw notFound('The environment');
  const window = { skip: (page - 1) * pageSize, take: pageSize };
  const filter = { teamSlug: team, objectIds };
  const newestFirst = { sort: 'at', direction: 'desc' } as const;
  const { rows, total } = await pageAuditEvents(database, scope, filter, newestFirst, window);
  return { items: rows.map(auditView), total, page, pageSize };
}
