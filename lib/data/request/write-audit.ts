import type { Queryable } from '#lib/data/client.ts';

/** One line of the audit log; times and ids are the database's. */
export interface AuditLine {
  actorId: string | null;
  actorName: string;
  action: string;
  objectType: 'request' | 'environment' | 'team' | 'membership';
  objectId: string;
  objectName: string;
  teamId: string | null;
  before?: object;
  after?: object;
  httpRequestId: string | null;
}

/** Written in the transaction of what it tells of: both happen or neither. */
export async function writeAudit(tx: Queryable, line: AuditLine): Promise<void> {
  await tx.auditEvent.create({ data: line });
}
