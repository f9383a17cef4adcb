import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { saveDisabled } from '#lib/data/users/user-rows.ts';
import { setUserDisabledInput } from '#lib/domain/inputs/users.ts';
import type { UserView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { changeUser } from './change-user.ts';

/** Keeps a person out, sessions and namespaces included, or lets him in again. FORBIDDEN for oneself, CONFLICT for the last admin. */
export async function setUserDisabled(
  actor: Actor,
  input: z.input<typeof setUserDisabledInput>,
): Promise<UserView> {
  const { userId, disabled } = parseInput(setUserDisabledInput, input);
  return changeUser(actor, userId, {
    action: disabled ? 'user.disable' : 'user.enable',
    losesAdmin: disabled,
    write: (tx) => saveDisabled(tx, userId, disabled),
  });
}
