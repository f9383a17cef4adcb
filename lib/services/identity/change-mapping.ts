import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { listPeopleInGroup, lockMapping } from '#lib/data/identity/mapping-rows.ts';
import { settleGroups } from '#lib/data/identity/settle-groups.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { countAdmins } from '#lib/data/users/user-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import { assertMay } from '../scope-of.ts';

/** A mapping that was written or taken back. */
interface WrittenMapping {
  id: string;
  group: string;
  team: { id: string; slug: string } | null;
  role: string;
}

/**
 * Changes the mapping and everybody whom it touches in one transaction, behind every sign-in that is on its way. CONFLICT
 * when nobody would be left to administer the portal.
 */
export async function changeMapping(
  actor: Actor,
  action: 'add' | 'remove',
  write: (tx: Queryable) => Promise<WrittenMapping>,
): Promise<{ people: number }> {
  assertMay(actor, 'identity:update');
  return inTransaction(async (tx) => {
    await lockMapping(tx);
    const { id, group, team, role } = await write(tx);
    const people = await listPeopleInGroup(tx, group);
    await recordAudit(tx, actor, {
      action: `group-mapping.${action}`,
      objectType: 'group-mapping',
      objectId: id,
      objectName: group,
      teamId: team?.id ?? null,
      [action === 'add' ? 'after' : 'before']: { group, team: team?.slug ?? null, role },
    });
    await settleGroups(
      tx,
      people.map((person) => person.id),
      actor,
    );
    if ((await countAdmins(tx)) === 0)
      throw new AppError(
        'CONFLICT',
        'Nobody would be an admin any more. Make someone an admin by hand first.',
      );
    return { people: people.length };
  });
}
