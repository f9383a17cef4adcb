import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { countOtherAdmins, lockUser, type UserRow } from '#lib/data/users/user-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import type { UserView } from '#lib/domain/views.ts';
import { assertMay } from '../scope-of.ts';
import { userView } from './user-view.ts';

/** A change to a person: what is written, under which name, and whether an admin is lost by it. */
interface UserChange {
  action: string;
  losesAdmin: boolean;
  write: (tx: Queryable) => Promise<UserRow>;
}

/**
 * Changes a person and records it, in one transaction. Nobody changes himself, and the portal never loses its last
 * admin: not even by two admins who remove each other at once, since all admins' rows are locked.
 */
export async function changeUser(actor: Actor, userId: string, change: UserChange): Promise<UserView> {
  assertMay(actor, 'user:update');
  if (userId === actor.userId)
    throw new AppError('FORBIDDEN', 'Ask another admin to change your own account. Nothing was changed.');
  return inTransaction(async (tx) => {
    const before = await lockUser(tx, userId);
    if (before === null) throw notFound('The person');
    if (before.siteRole === 'admin' && change.losesAdmin && (await countOtherAdmins(tx, userId)) === 0)
      throw new AppError('CONFLICT', `${before.name} is the last admin. Make someone else an admin first.`);
    const after = await change.write(tx);
    const facts = ({ siteRole, disabled }: UserView) => ({ siteRole, disabled });
    await recordAudit(tx, actor, {
      action: change.action,
      objectType: 'user',
      objectId: userId,
      objectName: after.name,
      teamId: null,
      before: facts(userView(before)),
      after: facts(userView(after)),
    });
    return userView(after);
  });
}
