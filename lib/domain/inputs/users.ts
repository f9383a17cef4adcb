import { z } from 'zod';
import { siteRoles } from '../role.ts';
import { choice, idField, listFields } from './fields.ts';

export const listUsersInput = z.strictObject({
  ...listFields,
  role: choice([...siteRoles, 'none']),
  state: choice(['active', 'disabled']),
  sort: choice(['name', 'email', 'lastSeen']),
});
export const setSiteRoleInput = z.strictObject({
  userId: idField,
  siteRole: z.enum(siteRoles, 'Choose admin, auditor or none.').nullable(),
});
export const setUserDisabledInput = z.strictObject({
  userId: idField,
  disabled: z.boolean('Say whether the person may sign in.'),
});
