import type { Actor } from '#lib/auth/permissions.ts';
import { type UsageRange, usageRanges } from '#lib/domain/inputs/environment.ts';
import { listActivity } from '#lib/services/audit/list-activity.ts';
import { listAuditEvents } from '#lib/services/audit/list-audit-events.ts';
import { getCapacity } from '#lib/services/capacity/get-capacity.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { listConformance } from '#lib/services/conformance/list-conformance.ts';
import { getEnvironment } from '#lib/services/environment/get-environment.ts';
import { getNetwork } from '#lib/services/environment/get-network.ts';
import { getObjects } from '#lib/services/environment/get-objects.ts';
import { getUsageHistory } from '#lib/services/environment/get-usage-history.ts';
import { listConflicts } from '#lib/services/environment/list-conflicts.ts';
import { listDenials } from '#lib/services/environment/list-denials.ts';
import { listDrift } from '#lib/services/environment/list-drift.ts';
import { listDriftManagers } from '#lib/services/environment/list-drift-managers.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { getHome } from '#lib/services/home/get-home.ts';
import { countWork } from '#lib/services/provisioner/count-work.ts';
import { listWork } from '#lib/services/provisioner/list-work.ts';
import { getRequest } from '#lib/services/request/get-request.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';
import { search } from '#lib/services/search/search.ts';
import { getTeam } from '#lib/services/team/get-team.ts';
import { getTeamUsageHistory } from '#lib/services/team/get-team-usage-history.ts';
import { listJoinableTeams } from '#lib/services/team/list-joinable-teams.ts';
import { listMyTeams } from '#lib/services/team/list-my-teams.ts';
import { listTeams } from '#lib/services/team/list-teams.ts';
import { getOrganisationUsage } from '#lib/services/usage/get-organisation-usage.ts';
import { listConsumers } from '#lib/services/usage/list-consumers.ts';
import { listUsers } from '#lib/services/user/list-users.ts';

/** What a page asks the services for, once for each call; `round` makes it another team, page or filter. */
export interface PageRead {
  name: string;
  /** The page's address in the portal, for the whole page over HTTP. */
  path: (round: number) => string;
  read: (actor: Actor, round: number) => Promise<unknown>;
  /** An admin sees the most; some pages are those of a member. */
  by?: 'owner';
}

/** The pages with most behind them, and exports. Team `n` of `fillTeams` is of round `n`. */
export function pageReads(teams: number): PageRead[] {
  // Every tenth team has the longest history.
  const team = (round: number) => `load${((round * 10) % teams) + 1}`;
  const page = (round: number) => (round % 10) + 1;
  const here = (round: number) => ({ team: team(round), environment: 'e1' });
  const of = (round: number, tab = '') => `/teams/${team(round)}/environments/e1${tab}`;
  const history = (range: UsageRange): PageRead[] => [
    {
      name: `usage of an environment, ${range}`,
      path: (round) => of(round, `/usage?range=${range}`),
      read: (actor, round) =>
        Promise.all([
          getEnvironment(actor, here(round)),
          getUsageHistory(actor, { ...here(round), range }),
          listConsumers(actor, here(round)),
        ]),
    },
    {
      name: `usage of a team, ${range}`,
      path: (round) => `/teams/${team(round)}/usage?range=${range}`,
      read: (actor, round) =>
        Promise.all([
          getTeam(actor, { team: team(round) }),
          listEnvironments(actor, { team: team(round), pageSize: 100 }),
          getTeamUsageHistory(actor, { team: team(round), range }),
          listConsumers(actor, { team: team(round) }),
        ]),
    },
  ];
  const drift = (actor: Actor, input: Parameters<typeof listDrift>[1]) =>
    Promise.all([
      listDriftManagers(actor),
      listDrift(actor, input),
      listEnvironments(actor, { state: 'paused', pageSize: 20 }),
      listConflicts(actor),
    ]);
  const environments = (actor: Actor, input: Parameters<typeof listEnvironments>[1]) =>
    Promise.all([listClasses(actor, { archived: true }), listEnvironments(actor, input)]);
  return [
    { name: 'home of an admin', path: () => '/', read: (actor) => getHome(actor) },
    {
      name: 'home of an owner',
      by: 'owner',
      path: () => '/',
      read: (actor) => Promise.all([getHome(actor), listEnvironments(actor, { pageSize: 100 })]),
    },
    {
      name: 'team',
      path: (round) => `/teams/${team(round)}`,
      read: (actor, round) =>
        Promise.all([
          getTeam(actor, { team: team(round) }),
          listClasses(actor, { archived: true }),
          listEnvironments(actor, { team: team(round) }),
          listActivity(actor, { team: team(round), pageSize: 8 }),
        ]),
    },
    {
      name: 'environment',
      path: (round) => of(round),
      read: (actor, round) =>
        Promise.all([getEnvironment(actor, here(round)), listDenials(actor, here(round))]),
    },
    {
      name: 'network of an environment',
      path: (round) => of(round, '/network'),
      read: (actor, round) => getNetwork(actor, here(round)),
    },
    {
      name: 'objects of an environment',
      path: (round) => of(round, '/objects'),
      read: (actor, round) => getObjects(actor, here(round)),
    },
    ...usageRanges.flatMap(history),
    {
      name: 'usage of all teams',
      path: (round) => `/admin/usage?page=${page(round)}`,
      read: (actor, round) => getOrganisationUsage(actor, { page: page(round) }),
    },
    {
      name: 'usage of all teams, searched',
      path: (round) => `/admin/usage?q=${team(round)}&key=pods`,
      read: (actor, round) => getOrganisationUsage(actor, { q: team(round), key: 'pods' }),
    },
    {
      name: 'environments',
      path: (round) => `/admin/environments?page=${page(round)}`,
      read: (actor, round) => environments(actor, { page: page(round) }),
    },
    {
      name: 'environments, searched',
      path: (round) => `/admin/environments?q=${team(round)}`,
      read: (actor, round) => environments(actor, { q: team(round) }),
    },
    {
      name: 'environments, stalled',
      path: () => '/admin/environments?state=stalled',
      read: (actor) => environments(actor, { state: 'stalled' }),
    },
    {
      name: 'environments, drifted',
      path: () => '/admin/environments?state=drifted',
      read: (actor) => environments(actor, { state: 'drifted' }),
    },
    {
      name: 'search',
      path: (round) => `/api/search?q=${team(round)}`,
      read: (actor, round) => search(actor, { q: team(round) }),
    },
    {
      name: 'search for a number',
      path: (round) => `/api/search?q=${round + 1}`,
      read: (actor, round) => search(actor, { q: String(round + 1) }),
    },
    {
      name: 'approvals',
      path: () => '/approvals',
      read: async (actor) => {
        const { items } = await listRequests(actor, { view: 'inbox', state: 'pending' });
        await Promise.all(items.slice(0, 1).map(({ number }) => getRequest(actor, { number })));
      },
    },
    {
      name: 'requests',
      path: (round) => `/requests?page=${page(round)}`,
      read: (actor, round) => listRequests(actor, { view: 'all', page: page(round) }),
    },
    {
      name: 'requests, searched',
      path: (round) => `/requests?q=${team(round)}`,
      read: (actor, round) => listRequests(actor, { view: 'all', q: team(round) }),
    },
    {
      name: 'drift',
      path: (round) => `/admin/drift?page=${page(round)}`,
      read: (actor, round) => drift(actor, { page: page(round) }),
    },
    {
      name: 'drift, searched',
      path: (round) => `/admin/drift?q=${team(round)}`,
      read: (actor, round) => drift(actor, { q: team(round) }),
    },
    {
      name: 'drift that is open',
      path: () => '/admin/drift?open=true',
      read: (actor) => drift(actor, { open: 'true' }),
    },
    {
      name: 'provisioner',
      path: (round) => `/admin/provisioner?page=${page(round)}`,
      read: (actor, round) =>
        Promise.all([listWork(actor, { page: page(round) }), countWork(actor), getClusterHealth(actor)]),
    },
    {
      name: 'provisioner, slowest first',
      path: () => '/admin/provisioner?sort=-p99',
      read: (actor) => Promise.all([listWork(actor, { sort: 'p99', direction: 'desc' }), countWork(actor)]),
    },
    { name: 'capacity', path: () => '/admin/capacity', read: (actor) => getCapacity(actor) },
    {
      name: 'conformance',
      path: (round) => `/admin/conformance?page=${page(round)}`,
      read: (actor, round) => listConformance(actor, { page: page(round) }),
    },
    {
      name: 'audit',
      path: (round) => `/admin/audit?page=${page(round)}`,
      read: (actor, round) => listAuditEvents(actor, { page: page(round) }),
    },
    {
      name: 'audit, searched',
      path: (round) => `/admin/audit?q=${team(round)}-e1`,
      read: (actor, round) => listAuditEvents(actor, { q: `${team(round)}-e1` }),
    },
    {
      name: 'administration of teams',
      path: (round) => `/admin/teams?page=${page(round)}`,
      read: (actor, round) => listTeams(actor, { page: page(round) }),
    },
    {
      name: 'people',
      path: (round) => `/admin/users?page=${page(round)}`,
      read: (actor, round) => listUsers(actor, { page: page(round) }),
    },
    {
      name: 'teams to join',
      path: () => '/teams',
      read: (actor) => Promise.all([listMyTeams(actor), listJoinableTeams(actor)]),
    },
  ];
}
