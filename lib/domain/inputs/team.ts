import { z } from 'zod';
import { teamSlugProblem } from '../name.ts';
import { teamRoles } from '../role.ts';
import {
  amountsField,
  choice,
  filter,
  idField,
  listFields,
  nameField,
  slugField,
  versionField,
} from './fields.ts';

const newSlug = z
  .string('Give the team a short name.')
  .trim()
  .superRefine((slug, context) => {
    const problem = teamSlugProblem(slug);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

const costCentre = z
  .string('Give a cost centre, or leave it empty.')
  .trim()
  .max(40, 'The cost centre has 40 characters at most.')
  .nullable()
  .transform((text) => (text === '' ? null : text));

export const createTeamInput = z.strictObject({
  slug: newSlug,
  name: nameField,
  costCentre,
  budget: amountsField,
  ownerId: idField.optional(),
});
export const updateTeamInput = z.strictObject({
  team: slugField,
  version: versionField,
  name: nameField,
  costCentre,
});
export const archiveTeamInput = z.strictObject({ team: slugField, version: versionField });
export const setBudgetInput = z.strictObject({
  team: slugField,
  version: versionField,
  budget: amountsField,
});
export const listTeamsInput = z.strictObject({
  ...listFields,
  state: choice(['active', 'archived', 'all']),
  sort: choice(['name', 'created']),
});
export const teamInput = z.strictObject({ team: slugField });
export const memberSorts = ['name', 'role', 'since'] as const;
export const listMembersInput = z.strictObject({
  ...listFields,
  team: slugField,
  role: choice(teamRoles),
  sort: choice(memberSorts),
});
export const setMemberInput = z.strictObject({
  team: slugField,
  userId: idField,
  role: z.enum(teamRoles, 'Choose owner, developer or viewer.'),
});
export const removeMemberInput = z.strictObject({ team: slugField, userId: idField });
export const findPeopleInput = z.strictObject({
  team: slugField,
  q: filter(z.string('Type some text.').trim().max(100, 'At most 100 characters.')),
});
export const listJoinableTeamsInput = z.strictObject({
  q: filter(z.string('Type some text.').trim().max(100, 'At most 100 characters.')),
});
