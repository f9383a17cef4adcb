import { classValues } from '#components/admin/class-form-values.ts';
import type { Person } from '../fixtures/sign-in.ts';
import { form } from './action-body.ts';
import type { ActionWorld } from './action-world.ts';

/** One server action: where it is posted to, who may, and what he then hears. */
export interface ActionRow {
  page: string;
  by: Person;
  /** Roles and teams that may not; a stranger may never. */
  others: readonly Person[];
  args: (world: ActionWorld) => unknown[];
  /** What only who may is told. Where it can be, an answer that changes nothing: a stale version, a taken name. */
  heard: RegExp;
}

const stale = 999_999;
const missing = '00000000-0000-4000-8000-000000000000';
const group = (page: string, by: Person, others: readonly Person[]) => {
  return (args: ActionRow['args'], heard: RegExp): ActionRow => ({ page, by, others, args, heard });
};

const classPage = group('/admin/classes/qa', 'alex', ['audra', 'dana', 'tara']);
const newClass = ({ spec }: ActionWorld) => form({ slug: 'qa', name: 'Twice', ...classValues(spec) });
const classes: Record<string, ActionRow> = {
  'lib/actions/class.ts#createClassAction': classPage(
    ({ spec }) => [{ slug: 'qa', name: 'Twice', spec }],
    /CONFLICT/,
  ),
  'lib/actions/class.ts#createClassVersionAction': classPage(
    ({ spec }) => [{ class: 'qa', baseVersion: stale, name: 'QA', spec }],
    /STALE/,
  ),
  'lib/actions/class.ts#archiveClassAction': classPage(() => [{ class: 'perhaps' }], /NOT_FOUND/),
  'app/(portal)/admin/classes/actions.ts#createClass': classPage(
    (world) => [null, newClass(world)],
    /is taken/,
  ),
  'app/(portal)/admin/classes/actions.ts#createVersion': classPage(
    (world) => ['qa', stale, null, newClass(world)],
    /STALE|has changed|newer|version [0-9]|meanwhile/,
  ),
  'app/(portal)/admin/classes/actions.ts#archiveClass': classPage(() => ['perhaps'], /class was not found/),
};

const teamPage = group('/admin/teams/payments', 'alex', ['audra', 'dana', 'tara']);
const budget = { pods: '1000' };
const teams: Record<string, ActionRow> = {
  'lib/actions/team.ts#createTeamAction': teamPage(
    () => [{ slug: 'payments', name: 'Twice', costCentre: null, budget }],
    /CONFLICT/,
  ),
  'lib/actions/team.ts#updateTeamAction': teamPage(
    () => [{ team: 'payments', version: stale, name: 'Other', costCentre: null }],
    /STALE/,
  ),
  'lib/actions/team.ts#archiveTeamAction': teamPage(
    () => [{ team: 'payments', version: stale }],
    /CONFLICT|STALE/,
  ),
  'lib/actions/team.ts#setBudgetAction': teamPage(
    () => [{ team: 'payments', version: stale, budget }],
    /STALE/,
  ),
  'app/(portal)/admin/teams/actions.ts#createTeam': teamPage(
    () => [null, form({ slug: 'payments', name: 'Twice', 'budget.pods': '1000' })],
    /already|taken/,
  ),
  'app/(portal)/admin/teams/actions.ts#updateTeam': teamPage(
    () => ['payments', stale, null, form({ name: 'Other' })],
    /has changed|meanwhile/,
  ),
  'app/(portal)/admin/teams/actions.ts#setBudget': teamPage(
    () => ['payments', stale, null, form({ 'budget.pods': '1000' })],
    /has changed|meanwhile/,
  ),
  'app/(portal)/admin/teams/actions.ts#archiveTeam': teamPage(
    () => ['payments', stale],
    /environments|meanwhile|wait/,
  ),
};

const membersPage = group('/teams/payments/members', 'dana', ['eli', 'vera', 'tara', 'audra', 'nora']);
const members: Record<string, ActionRow> = {
  'lib/actions/team.ts#setMemberAction': membersPage(
    ({ veraId }) => [{ team: 'payments', userId: veraId, role: 'viewer' }],
    /"ok":true/,
  ),
  'lib/actions/team.ts#removeMemberAction': membersPage(
    () => [{ team: 'payments', userId: missing }],
    /(person|member) was not found/,
  ),
  'app/(portal)/teams/[team]/(team)/members/actions.ts#setMember': membersPage(
    ({ veraId }) => ['payments', null, form({ userId: veraId, role: 'viewer' })],
    /is viewer now/,
  ),
  'app/(portal)/teams/[team]/(team)/members/actions.ts#removeMember': membersPage(
    () => ['payments', form({ userId: missing })],
    /(person|member) was not found/,
  ),
};

const usersPage = group('/admin/users', 'alex', ['audra', 'dana', 'tara']);
const users: Record<string, ActionRow> = {
  'lib/actions/user.ts#setSiteRoleAction': usersPage(
    ({ alexId }) => [{ userId: alexId, siteRole: null }],
    /Ask another admin/,
  ),
  'lib/actions/user.ts#setUserDisabledAction': usersPage(
    ({ alexId }) => [{ userId: alexId, disabled: true }],
    /Ask another admin/,
  ),
  'app/(portal)/admin/users/actions.ts#setRole': usersPage(
    ({ alexId }) => [form({ userId: alexId, siteRole: 'auditor' })],
    /Ask another admin/,
  ),
  'app/(portal)/admin/users/actions.ts#setDisabled': usersPage(
    ({ alexId }) => [form({ userId: alexId, disabled: 'yes' })],
    /Ask another admin/,
  ),
};

const groupsPage = group('/admin/identity?group=team-search&team=search', 'alex', ['audra', 'dana', 'tara']);
const mapped = { group: 'team-search', team: 'search', role: 'viewer' };
const groups: Record<string, ActionRow> = {
  'lib/actions/identity.ts#addMappingAction': groupsPage(() => [mapped], /gives a role in Search already/),
  'lib/actions/identity.ts#removeMappingAction': groupsPage(
    () => [{ mappingId: missing }],
    /mapping was not found/,
  ),
  'app/(portal)/admin/identity/actions.ts#addMapping': groupsPage(
    () => [null, form(mapped)],
    /gives a role in Search already/,
  ),
  'app/(portal)/admin/identity/actions.ts#removeMapping': groupsPage(
    () => [form({ mappingId: missing })],
    /mapping was not found/,
  ),
};

const endings = group('/admin/users/[user]', 'alex', []);
const sessions: Record<string, ActionRow> = {
  // Nobody's own, and nobody's: everyone hears that, so only strangers may not.
  'lib/actions/sessions.ts#endSessionAction': endings(
    () => [{ sessionId: missing }],
    /session was not found/,
  ),
  'app/(portal)/sessions/actions.ts#endOne': endings(
    () => [form({ sessionId: missing })],
    /session was not found/,
  ),
  'lib/actions/sessions.ts#endOtherSessionsAction': {
    ...endings(() => [{ userId: missing }], /person was not found/),
    others: ['audra', 'dana', 'tara'],
  },
  'app/(portal)/sessions/actions.ts#endOthers': {
    ...endings(() => [form({ userId: missing })], /person was not found/),
    others: ['audra', 'dana', 'tara'],
  },
};

const capacityPage = group('/admin/capacity', 'alex', ['audra', 'dana', 'tara']);
const capacity: Record<string, ActionRow> = {
  'lib/actions/capacity.ts#changeCapacityAction': capacityPage(
    () => [{ baseVersion: stale, keys: {}, reason: 'No.' }],
    /STALE/,
  ),
  'app/(portal)/admin/capacity/actions.ts#changeCapacity': capacityPage(
    () => [null, form({ version: String(stale), reason: 'No.' })],
    /has changed the plan/,
  ),
};

const movePage = group('/teams/payments/move', 'dana', ['eli', 'vera', 'tara', 'audra', 'nora']);
const moved = { from: 'perhaps', to: 'prod', key: 'pods', amount: '1' };
const moves: Record<string, ActionRow> = {
  'lib/actions/budget.ts#moveQuotaAction': movePage(
    () => [{ team: 'payments', ...moved }],
    /environment was not found/,
  ),
  'app/(portal)/teams/[team]/(team)/move/actions.ts#moveQuota': movePage(
    () => ['payments', null, form(moved)],
    /environment was not found/,
  ),
};

const alertsPage = group('/teams/payments/alerts/settings', 'dana', ['eli', 'vera', 'tara', 'audra', 'nora']);
const settings = { levels: [80], forecastDays: null, roles: [], addresses: [] };
const alerts: Record<string, ActionRow> = {
  'lib/actions/alert.ts#changeAlertSettingsAction': alertsPage(
    () => [{ team: 'payments', baseVersion: stale, ...settings }],
    /STALE/,
  ),
  'lib/actions/alert.ts#addWebhookAction': alertsPage(
    () => [{ team: 'payments', url: 'https://10.0.0.1/' }],
    /private network/,
  ),
  'lib/actions/alert.ts#removeWebhookAction': alertsPage(
    () => [{ team: 'payments', webhookId: missing }],
    /webhook was not found/,
  ),
  'lib/actions/alert.ts#sendTestAction': alertsPage(
    () => [{ team: 'payments', webhookId: missing }],
    /webhook was not found/,
  ),
  'app/(portal)/teams/[team]/(team)/alerts/settings/actions.ts#changeSettings': alertsPage(
    () => ['payments', null, form({ version: String(stale), forecastDays: '7' })],
    /has changed the settings/,
  ),
  'app/(portal)/teams/[team]/(team)/alerts/settings/actions.ts#addWebhook': alertsPage(
    () => ['payments', null, form({ url: 'https://10.0.0.1/' })],
    /private network/,
  ),
  'app/(portal)/teams/[team]/(team)/alerts/settings/actions.ts#removeWebhook': alertsPage(
    () => ['payments', form({ webhookId: missing })],
    /webhook was not found/,
  ),
  'app/(portal)/teams/[team]/(team)/alerts/settings/actions.ts#sendTest': alertsPage(
    () => ['payments', missing, null],
    /webhook was not found/,
  ),
};

export const adminActions: Record<string, ActionRow> = {
  ...classes,
  ...teams,
  ...members,
  ...moves,
  ...alerts,
  ...capacity,
  ...users,
  ...groups,
  ...sessions,
};
