import type { Actor } from '#lib/auth/permissions.ts';
import type { RequestView } from '#lib/domain/request-views.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { listRequests } from '../request/list-requests.ts';
import { listMyTeams } from '../team/list-my-teams.ts';

/** What a person sees first. */
export interface HomeView {
  /** Requests that wait for this person's decision, oldest first. */
  waiting: RequestView[];
  /** Teams that the person is a member of. */
  teams: TeamView[];
  /** The person's own requests, newest first. */
  requests: RequestView[];
}

/** What waits for the actor, his teams and his latest requests. */
export async function getHome(actor: Actor): Promise<HomeView> {
  const [waiting, teams, requests] = await Promise.all([
    listRequests(actor, { view: 'inbox', sort: 'created', direction: 'asc', pageSize: 10 }),
    listMyTeams(actor),
    listRequests(actor, { view: 'mine', sort: 'created', direction: 'desc', pageSize: 10 }),
  ]);
  return {
    waiting: waiting.items,
    teams,
    requests: requests.items,
  };
}
