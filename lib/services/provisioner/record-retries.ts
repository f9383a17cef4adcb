import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { askRetries } from '#lib/data/clusters/work-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { scopeOf } from '../scope-of.ts';

/** Asks for another try of one environment, or of all that are stuck for null, with an audit event each; answers for how many. */
export async function recordRetries(tx: Queryable, actor: Actor, id: string | null): Promise<number> {
  const rows = await askRetries(tx, scopeOf(actor, 'provisioner:retry'), id);
  for (const { id: objectId, namespace, teamId } of rows)
    await recordAudit(tx, actor, {
      action: 'environment.retry',
      objectType: 'environment',
      objectId,
      objectName: namespace,
      teamId,
    });
  return rows.length;
}
