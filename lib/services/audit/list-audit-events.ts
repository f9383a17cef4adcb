import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { pageAuditEvents } from '#lib/data/audit/audit-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listAuditEventsInput } from '#lib/domain/inputs/audit.ts';
import type { AuditView, Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';
import { auditFilter } from './audit-filter.ts';
import { auditView } from './audit-view.ts';

/** The audit log, newest first unless asked otherwise. FORBIDDEN for anyone without a site role. */
export async function listAuditEvents(
  actor: Actor,
  input: z.input<typeof listAuditEventsInput>,
): Promise<Page<AuditView>> {
  assertMay(actor, 'audit:read');
  const { page, pageSize, sort = 'at', direction, ...values } = parseInput(listAuditEventsInput, input);
  const window = { skip: (page - 1) * pageSize, take: pageSize };
  const scope = scopeOf(actor, 'audit:read');
  const order = { sort, direction: direction ?? (sort === 'at' ? ('desc' as const) : ('asc' as const)) };
  const { rows, total } = await pageAuditEvents(getDatabase(), scope, auditFilter(values), order, window);
  return { items: rows.map(auditView), total, page, pageSize };
}
