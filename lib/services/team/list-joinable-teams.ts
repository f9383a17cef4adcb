import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listJoinableRows } from '#lib/data/team/member-rows.ts';
import { listJoinableTeamsInput } from '#lib/domain/inputs/team.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** As much of a team as anyone signed in may know, to ask to join it. */
export interface JoinableTeam {
  slug: string;
  name: string;
  ownerNames: string[];
  /** The actor's own request to join that waits for a decision. */
  pendingRequest: number | null;
}

/** Teams that the actor is not in. */
export async function listJoinableTeams(
  actor: Actor,
  input: z.input<typeof listJoinableTeamsInput> = {},
): Promise<JoinableTeam[]> {
  const { q = '' } = parseInput(listJoinableTeamsInput, input);
  assertMay(actor, 'team:request-join');
  const rows = await listJoinableRows(getDatabase(), actor.userId, q);
  return rows.map(({ slug, name, memberships, requests }) => ({
    slug,
    name,
    ownerNames: memberships.map(({ user }) => user.name),
    pendingRequest: requests[0]?.number ?? null,
  }));
}
