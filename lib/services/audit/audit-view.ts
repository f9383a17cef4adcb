import type { AuditRow } from '#lib/data/audit/audit-rows.ts';
import type { AuditView } from '#lib/domain/views.ts';

/** An audit event as pages show it. */
export function auditView(row: AuditRow): AuditView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actorName,
    action: row.action,
    objectType: row.objectType,
    objectId: row.objectId,
    objectName: row.objectName,
    team: row.team?.slug ?? null,
    before: row.before,
    after: row.after,
    httpRequestId: row.httpRequestId,
  };
}
