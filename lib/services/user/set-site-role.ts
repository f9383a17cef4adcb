import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { saveSiteRole } from '#lib/data/users/user-rows.ts';
import { setSiteRoleInput } from '#lib/domain/inputs/users.ts';
import type { UserView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { changeUser } from './change-user.ts';

/** Gives a person a site role or takes it away, from his next request on. FORBIDDEN for oneself, CONFLICT for the last admin. */
export async function setSiteRole(actor: Actor, input: z.input<typeof setSiteRoleInput>): Promise<UserView> {
  const { userId, siteRole } = parseInput(setSiteRoleInput, input);
  return changeUser(actor, userId, {
    action: 'user.set-site-role',
    losesAdmin: siteRole !== 'admin',
    write: (tx) => saveSiteRole(tx, userId, siteRole),
  });
}
