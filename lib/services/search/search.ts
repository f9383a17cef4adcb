import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { searchEnvironments, searchRequests, searchTeams } from '#lib/data/search/search-rows.ts';
import { searchInput } from '#lib/domain/inputs/search.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

/** One line of the command menu. */
export interface SearchHit {
  group: 'Teams' | 'Environments' | 'Requests';
  label: string;
  href: string;
  hint: string;
}

/** What the actor may see and whose words contain the text; nothing for an empty text. */
export async function search(actor: Actor, input: z.input<typeof searchInput>): Promise<SearchHit[]> {
  const { q } = parseInput(searchInput, input);
  if (q === undefined) return [];
  const database = getDatabase();
  const [teams, environments, requests] = await Promise.all([
    searchTeams(database, scopeOf(actor, 'team:read'), q),
    searchEnvironments(database, scopeOf(actor, 'environment:read'), q),
    searchRequests(database, scopeOf(actor, 'request:read'), actor.userId, q),
  ]);
  return [
    ...teams.map(
      ({ slug, name }): SearchHit => ({ group: 'Teams', label: name, href: `/teams/${slug}`, hint: slug }),
    ),
    ...environments.map(
      ({ slug, namespace, team }): SearchHit => ({
        group: 'Environments',
        label: namespace,
        href: `/teams/${team.slug}/environments/${slug}`,
        hint: team.name,
      }),
    ),
    ...requests.map(
      ({ number, type, reason, state }): SearchHit => ({
        group: 'Requests',
        label: `#${number} ${type.replaceAll('-', ' ')}`,
        href: `/requests/${number}`,
        hint: `${state} · ${reason.slice(0, 60)}`,
      }),
    ),
  ];
}
