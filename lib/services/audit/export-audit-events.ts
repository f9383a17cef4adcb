import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { type AuditRow, listAuditEventsAfter } from '#lib/data/audit/audit-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { csvLine } from '#lib/domain/csv.ts';
import { exportAuditEventsInput } from '#lib/domain/inputs/audit.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';
import { auditFilter } from './audit-filter.ts';

const batch = 1000;
const header = [
  ...['time', 'actor', 'action', 'object type', 'object id', 'object', 'team'],
  ...['before', 'after', 'request id'],
];

/** The audit log as CSV, in pieces, newest first; memory stays small whatever its length. FORBIDDEN without a site role. */
export function exportAuditEvents(
  actor: Actor,
  input: z.input<typeof exportAuditEventsInput>,
): AsyncIterable<string> {
  assertMay(actor, 'audit:read');
  const filter = auditFilter(parseInput(exportAuditEventsInput, input));
  const scope = scopeOf(actor, 'audit:read');
  return (async function* pieces() {
    yield csvLine(header);
    let last: AuditRow | null = null;
    do {
      const rows: AuditRow[] = await listAuditEventsAfter(getDatabase(), scope, filter, last, batch);
      if (rows.length > 0) yield rows.map((row) => csvLine(cells(row))).join('');
      last = rows.length === batch ? (rows.at(-1) ?? null) : null;
    } while (last !== null);
  })();
}

function cells(row: AuditRow): string[] {
  const json = (value: unknown) => (value === null ? '' : JSON.stringify(value));
  return [
    ...[row.at.toISOString(), row.actorName, row.action, row.objectType, row.objectId, row.objectName],
    ...[row.team?.slug ?? '', json(row.before), json(row.after), row.httpRequestId ?? ''],
  ];
}
