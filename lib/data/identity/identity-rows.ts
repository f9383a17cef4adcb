import type { GroupsSaid } from '#lib/domain/identity/read-groups.ts';
import type { Queryable } from '../client.ts';
import { type AuditActor, recordAudit } from '../record-audit.ts';
import { hasMappings } from './mapping-rows.ts';

/** What a person's provider said last: how many groups, or why they could not be read, and when. */
export interface IdentityRow {
  groups: string[];
  problem: string | null;
  saidAt: Date;
}

export async function findIdentity(db: Queryable, userId: string): Promise<IdentityRow | null> {
  return db.identity.findUnique({ where: { userId }, select: { groups: true, problem: true, saidAt: true } });
}

/**
 * Keeps what the provider says of a person now. Groups that can't be read any more are told in the audit trail once,
 * where groups give anything at all.
 */
export async function saveIdentity(
  tx: Queryable,
  person: { id: string; name: string },
  { groups, problem }: GroupsSaid,
  by: AuditActor,
): Promise<void> {
  const before = await findIdentity(tx, person.id);
  const said = { groups: [...groups], problem, saidAt: new Date() };
  await tx.identity.upsert({
    where: { userId: person.id },
    create: { userId: person.id, ...said },
    update: said,
  });
  if (problem === (before?.problem ?? null) || !(await hasMappings(tx))) return;
  await recordAudit(tx, by, {
    action: problem === null ? 'user.groups-readable' : 'user.groups-unreadable',
    objectType: 'user',
    objectId: person.id,
    objectName: person.name,
    before: { problem: before?.problem ?? null },
    after: { problem },
  });
}
