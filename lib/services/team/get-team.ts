import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { teamInput } from '#lib/domain/inputs/team.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';
import { teamView } from './team-view.ts';

/** One team that the actor can see, archived ones too. */
export async function getTeam(actor: Actor, input: z.input<typeof teamInput>): Promise<TeamView> {
  const { team } = parseInput(teamInput, input);
  const row = await findTeamRow(getDatabase(), scopeOf(actor, 'team:read'), team);
  if (row === null) throw notFound('The team');
  return teamView(actor, row);
}
