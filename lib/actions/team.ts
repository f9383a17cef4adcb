'use server';

import {
  archiveTeamInput,
  createTeamInput,
  removeMemberInput,
  setBudgetInput,
  setMemberInput,
  updateTeamInput,
} from '#lib/domain/inputs/team.ts';
import { archiveTeam } from '#lib/services/team/archive-team.ts';
import { createTeam } from '#lib/services/team/create-team.ts';
import { removeMember } from '#lib/services/team/remove-member.ts';
import { setBudget } from '#lib/services/team/set-budget.ts';
import { setMember } from '#lib/services/team/set-member.ts';
import { updateTeam } from '#lib/services/team/update-team.ts';
import { action } from './action.ts';

export const createTeamAction = action('createTeam', createTeamInput, createTeam);
export const updateTeamAction = action('updateTeam', updateTeamInput, updateTeam);
export const archiveTeamAction = action('archiveTeam', archiveTeamInput, archiveTeam);
export const setBudgetAction = action('setBudget', setBudgetInput, setBudget);
export const setMemberAction = action('setMember', setMemberInput, setMember);
export const removeMemberAction = action('removeMember', removeMemberInput, removeMember);
