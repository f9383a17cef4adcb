import { z } from 'zod';
import { isGroupName, longestGroup } from '../identity/read-groups.ts';
import { siteRoles, teamRoles } from '../role.ts';
import { idField, slugField } from './fields.ts';

const groupField = z
  .string('Write the name of a group.')
  .min(1, 'Write the name of a group.')
  .max(longestGroup, `The name has ${longestGroup} characters at most.`)
  .refine(
    isGroupName,
    'Write the name exactly as the provider sends it: no spaces around it, nothing invisible.',
  );

const roles = [...teamRoles, ...siteRoles] as const;

/** `team` is null for a site role. */
const mapping = z
  .strictObject({
    group: groupField,
    team: slugField.nullable(),
    role: z.enum(roles, 'Choose a role.'),
  })
  .superRefine(({ team, role }, context) => {
    const fits = (team === null ? siteRoles : teamRoles).some((known) => known === role);
    if (fits) return;
    const message =
      team === null ? 'Choose admin or auditor, or a team.' : 'In a team: owner, developer or viewer.';
    context.addIssue({ code: 'custom', path: ['role'], message });
  });

export const previewMappingInput = mapping;
export const addMappingInput = mapping;
export const removeMappingInput = z.strictObject({ mappingId: idField });

/** `userId` is left out for one's own. */
export const listSessionsInput = z.strictObject({ userId: idField.optional() });
export const endSessionInput = z.strictObject({ sessionId: idField });
export const endOtherSessionsInput = z.strictObject({ userId: idField.optional() });
