'use server';

import { setSiteRoleInput, setUserDisabledInput } from '#lib/domain/inputs/users.ts';
import { setSiteRole } from '#lib/services/user/set-site-role.ts';
import { setUserDisabled } from '#lib/services/user/set-user-disabled.ts';
import { action } from './action.ts';

export const setSiteRoleAction = action('setSiteRole', setSiteRoleInput, setSiteRole);
export const setUserDisabledAction = action('setUserDisabled', setUserDisabledInput, setUserDisabled);
