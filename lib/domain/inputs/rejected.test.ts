import { expect, test } from 'vitest';
import type { z } from 'zod';
import { shippedClasses } from '../shipped-classes.ts';
import { createClassInput, createClassVersionInput, getClassInput, listClassesInput } from './class.ts';
import {
  environmentInput,
  listDriftInput,
  listEnvironmentsInput,
  pauseHealingInput,
  usageHistoryInput,
} from './environment.ts';
import { createTeamInput, listTeamsInput, setBudgetInput, setMemberInput, updateTeamInput } from './team.ts';

const team = { slug: 'payments', name: 'Payments', costCentre: null, budget: {} };
const budget = { team: 'payments', version: 1, budget: {} };
const member = { team: 'payments', userId: '019abc00-0000-7000-8000-000000000000', role: 'viewer' };
const change = { team: 'payments', version: 1, name: 'Payments', costCentre: null };
const spec = shippedClasses[0]?.spec ?? expect.fail('no class is shipped');
const newClass = { slug: 'batch', name: 'Batch', spec };
const at = { team: 'payments', environment: 'dev' };
const amounts = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`key${index}`, '1']));

const rejected: [string, z.ZodType, unknown, string, RegExp][] = [
  ['nothing at all', createTeamInput, undefined, '', /expected object/],
  ['an unknown field', createTeamInput, { ...team, admin: true }, '', /admin/],
  ['no short name', createTeamInput, { ...team, slug: '' }, 'slug', /short name/],
  ['a short name in capitals', createTeamInput, { ...team, slug: 'Payments' }, 'slug', /lower-case/],
  ['a short name that ends in a hyphen', createTeamInput, { ...team, slug: 'pay-' }, 'slug', /end with/],
  ['a short name with two hyphens', createTeamInput, { ...team, slug: 'a--b' }, 'slug', /single/],
  ['a short name of 32 characters', createTeamInput, { ...team, slug: 'a'.repeat(32) }, 'slug', /31/],
  ['a reserved short name', createTeamInput, { ...team, slug: 'kube-dns' }, 'slug', /reserved/],
  ['a short name from another script', createTeamInput, { ...team, slug: 'рayments' }, 'slug', /lower-case/],
  ['a short name that is a number', createTeamInput, { ...team, slug: 7 }, 'slug', /short name/],
  ['a name of spaces', createTeamInput, { ...team, name: '   ' }, 'name', /Give a name/],
  ['a name of 81 characters', createTeamInput, { ...team, name: 'a'.repeat(81) }, 'name', /80/],
  ['a long cost centre', updateTeamInput, { ...change, costCentre: '1'.repeat(41) }, 'costCentre', /40/],
  ['an owner that is no id', createTeamInput, { ...team, ownerId: 'ada' }, 'ownerId', /not an id/],
  ['a budget that is text', setBudgetInput, { ...budget, budget: '2' }, 'budget', /by key/],
  ['a budget in words', setBudgetInput, { ...budget, budget: { pods: 'many' } }, 'budget.pods', /500m/],
  ['a budget in a wrong unit', setBudgetInput, { ...budget, budget: { pods: '1 GB' } }, 'budget.pods', /4Gi/],
  ['a negative budget', setBudgetInput, { ...budget, budget: { pods: '-1' } }, 'budget.pods', /below zero/],
  [
    'a budget beyond all bounds',
    setBudgetInput,
    { ...budget, budget: { pods: '1e999' } },
    'budget.pods',
    /500m/,
  ],
  ['a budget that is a number', setBudgetInput, { ...budget, budget: { pods: 3 } }, 'budget.pods', /500m/],
  ['a budget for a strange key', setBudgetInput, { ...budget, budget: { 'A b': '1' } }, 'budget.A b', /./],
  ['a budget of 61 keys', setBudgetInput, { ...budget, budget: amounts }, 'budget', /60/],
  ['version 0', setBudgetInput, { ...budget, version: 0 }, 'version', /Reload/],
  ['a version with a fraction', updateTeamInput, { ...change, version: 1.5 }, 'version', /Reload/],
  ['a version as text', updateTeamInput, { ...change, version: '1' }, 'version', /Reload/],
  ['a person that is no id', setMemberInput, { ...member, userId: "' OR 1=1" }, 'userId', /not an id/],
  ['a role that does not exist', setMemberInput, { ...member, role: 'admin' }, 'role', /owner, developer/],
  ['page 0', listTeamsInput, { page: '0' }, 'page', /At least 1/],
  ['a page in words', listTeamsInput, { page: 'two' }, 'page', /whole number/],
  ['a page of 101 lines', listTeamsInput, { pageSize: '101' }, 'pageSize', /At most 100/],
  ['an unknown column', listTeamsInput, { sort: 'budget; DROP' }, 'sort', /name, created/],
  ['an unknown direction', listTeamsInput, { direction: 'up' }, 'direction', /asc, desc/],
  ['a search of 101 characters', listTeamsInput, { q: 'a'.repeat(101) }, 'q', /100/],
  ['an unknown state', listEnvironmentsInput, { state: 'happy' }, 'state', /ready/],
  ['no environment', environmentInput, { ...at, environment: '' }, 'environment', /Choose one/],
  ['a long environment', environmentInput, { ...at, environment: 'e'.repeat(64) }, 'environment', /too long/],
  ['an unknown kind of drift', listDriftInput, { change: 'bent' }, 'change', /edited, deleted, added/],
  ['a long manager', listDriftInput, { manager: 'm'.repeat(129) }, 'manager', /128/],
  ['a pause without reason', pauseHealingInput, { ...at, hours: 1 }, 'reason', /Say why/],
  [
    'a pause of 25 hours',
    pauseHealingInput,
    { ...at, reason: 'for the test', hours: '25' },
    'hours',
    /24 hours/,
  ],
  [
    'a pause of words',
    pauseHealingInput,
    { ...at, reason: 'for the test', hours: 'long' },
    'hours',
    /number of hours/,
  ],
  ['an unknown range', usageHistoryInput, { ...at, range: '1y' }, 'range', /24h, 7d/],
  ['a filter that is neither true nor false', listDriftInput, { open: 'perhaps' }, 'open', /./],
  ['a long kind', listDriftInput, { kind: 'K'.repeat(64) }, 'kind', /63/],
  ['a class name with a hyphen', createClassInput, { ...newClass, slug: 'a-b' }, 'slug', /hyphen/],
  ['a class at a negative place', createClassInput, { ...newClass, position: -1 }, 'position', /At least 0/],
  [
    'a cluster role of somebody else',
    createClassInput,
    { ...newClass, spec: { ...spec, roles: { ...spec.roles, owner: 'cluster-admin' } } },
    'spec.roles.owner',
    /./,
  ],
  [
    'privileged pods',
    createClassInput,
    { ...newClass, spec: { ...spec, podSecurity: { level: 'privileged', version: 'v1.36' } } },
    'spec.podSecurity.level',
    /baseline/,
  ],
  [
    'a lifetime of no days',
    createClassInput,
    { ...newClass, spec: { ...spec, lifetimeDays: 0 } },
    'spec.lifetimeDays',
    /./,
  ],
  [
    'an unknown network profile',
    createClassInput,
    { ...newClass, spec: { ...spec, networkProfile: 'open' } },
    'spec.networkProfile',
    /isolated/,
  ],
  [
    'a maximum below the default',
    createClassInput,
    { ...newClass, spec: { ...spec, quota: { ...spec.quota, pods: { min: '1', default: '9', max: '2' } } } },
    'spec.quota.pods.max',
    /below the default/,
  ],
  [
    'a version made from none',
    createClassVersionInput,
    { class: 'dev', baseVersion: 0, spec },
    'baseVersion',
    /Reload/,
  ],
  ['version minus one of a class', getClassInput, { class: 'dev', version: '-1' }, 'version', /./],
  ['archived or not, in words', listClassesInput, { archived: 'maybe' }, 'archived', /./],
];

test.each(rejected)('%s is rejected', (_, schema, input, where, message) => {
  const { error } = schema.safeParse(input);
  const issue = error?.issues.find(({ path }) => path.join('.') === where);
  expect(issue?.message, JSON.stringify(error?.issues)).toMatch(message);
});

test('empty filters are no filters', () => {
  const empty = { page: '', pageSize: ' ', q: '', sort: '', direction: '', team: '', class: '', state: '' };
  expect(listEnvironmentsInput.parse(empty)).toEqual({
    page: 1,
    pageSize: 25,
    q: undefined,
    sort: undefined,
    direction: undefined,
    team: undefined,
    class: undefined,
    state: undefined,
  });
});
