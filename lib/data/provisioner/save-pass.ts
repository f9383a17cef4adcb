import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { Database } from '../client.ts';
import type { ClaimRow } from './claims.ts';

/** What a pass found and did; written in one transaction, and only while the lease holds. */
export interface PassResultRow {
  conditions: Condition[];
  objects: ObjectStatus[];
  namespaceUid: string | null;
  attempts: number;
  nextAttemptInMs: number;
  drift: {
    kind: string;
    name: string;
    change: string;
    manager: string | null;
    fields: { path: string; desired: string; observed: string }[];
  }[];
  becameReady: boolean;
  finalized: boolean;
}

const actorName = 'provisioner';

/** Saves a pass and gives the lease back. False: somebody else has taken over, and nothing was written. */
export async function savePass(database: Database, claim: ClaimRow, pass: PassResultRow): Promise<boolean> {
  const isReady = pass.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return database.$transaction(async (tx) => {
    const saved = await tx.$executeRaw`
      UPDATE environment_status SET
        conditions = ${JSON.stringify(pass.conditions)}::jsonb, objects = ${JSON.stringify(pass.objects)}::jsonb,
        namespace_uid = ${pass.namespaceUid}, observed_generation = ${claim.generation}, attempts = ${pass.attempts},
        next_attempt_at = (SELECT CASE WHEN least(delete_after, expires_at) > now()
            THEN least(now() + ${pass.nextAttemptInMs} * interval '1 millisecond', delete_after, expires_at)
            ELSE now() + ${pass.nextAttemptInMs} * interval '1 millisecond' END FROM environment WHERE id = environment_id),
        verified_at = CASE WHEN ${isReady} THEN now() ELSE verified_at END,
        ready_at = CASE WHEN ${isReady} THEN coalesce(ready_at, now()) ELSE ready_at END,
        lease_owner = NULL, lease_expires_at = NULL, updated_at = now()
      WHERE environment_id = ${claim.id}::uuid AND fence = ${claim.fence}`;
    if (saved === 0) return false;
    const healedAt = isReady ? new Date() : null;
    if (isReady)
      await tx.driftEvent.updateMany({
        where: { environmentId: claim.id, healedAt: null },
        data: { healedAt: new Date() },
      });
    if (pass.drift.length > 0) {
      await tx.driftEvent.createMany({
        data: pass.drift.map((drift) => ({ environmentId: claim.id, ...drift, healedAt })),
      });
    }
    await writeEvents(tx, claim, pass);
    if (pass.finalized)
      await tx.environment.update({
        where: { id: claim.id },
        data: { finalizedAt: new Date() },
        select: { id: true },
      });
    return true;
  });
}

async function writeEvents(
  tx: Pick<Database, 'auditEvent' | 'environment'>,
  claim: ClaimRow,
  pass: PassResultRow,
): Promise<void> {
  const events: { action: string; after?: object }[] = [];
  if (pass.becameReady) events.push({ action: 'environment.ready' });
  for (const { kind, name, change, manager } of pass.drift)
    events.push({ action: 'environment.heal', after: { kind, name, change, manager } });
  if (pass.finalized) events.push({ action: 'environment.finalize' });
  if (events.length === 0) return;
  const { teamId } = await tx.environment.findUniqueOrThrow({
    where: { id: claim.id },
    select: { teamId: true },
  });
  const object = {
    actorName,
    objectType: 'environment',
    objectId: claim.id,
    objectName: claim.namespace,
    teamId,
  };
  await tx.auditEvent.createMany({ data: events.map((event) => ({ ...object, ...event })) });
}
