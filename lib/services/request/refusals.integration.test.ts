import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideRequestInput } from '#lib/domain/inputs/request.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { parseInput } from '../parse-input.ts';
import { decideRequest } from './decide-request.ts';
import { create, createRefusingWorld, submitRaw } from './refusing-world.test-fixture.ts';
import { refusal, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createRefusingWorld(await createTestDatabase());
});
afterAll(() => world.end());

const parsed = (who: string, input: unknown) => submitRaw(world, who, input);

const only = 'FORBIDDEN Only owners and developers of the team can ask for this.';
const stale = 'STALE The environment has changed since you opened the page. Reload it and look again.';

describe('a request is refused', () => {
  test.each<[string, string, object, string, string]>([
    ['no reason', 'dev', { reason: ' ' }, 'reason', 'INVALID_INPUT Say why you need it.'],
    ['an essay', 'dev', { reason: 'x'.repeat(1001) }, 'reason', 'INVALID_INPUT At most 1000 characters.'],
    [
      'an unknown type',
      'dev',
      { type: 'grant-admin' },
      'type',
      'INVALID_INPUT This kind of request does not exist.',
    ],
    ['no payload', 'dev', { payload: null }, 'payload', 'INVALID_INPUT The request has no content.'],
    ['no team', 'dev', { team: null }, '', 'NOT_FOUND The team was not found.'],
    ['a team that is not there', 'dev', { team: 'nobody' }, '', 'NOT_FOUND The team was not found.'],
    ["someone else's team", 'stranger', {}, '', 'NOT_FOUND The team was not found.'],
    ['a viewer', 'vera', {}, '', only],
    ['an admin from outside', 'ada', {}, '', only],
    [
      'an archived team',
      'dev',
      { team: 'attic' },
      '',
      "CONFLICT The team attic is archived and can't change.",
    ],
    [
      'asked already',
      'olga',
      { payload: { ...create(), slug: 'asked' } },
      '',
      'CONFLICT Request #2 already asks for this and waits for a decision.',
    ],
    [
      'stale resize',
      'dev',
      { type: 'resize-environment', environment: 'live', payload: { quota: smallQuota, generation: 7 } },
      '',
      stale,
    ],
    [
      'stale deletion',
      'dev',
      { type: 'delete-environment', environment: 'live', payload: { generation: 2 } },
      '',
      stale,
    ],
    [
      'generation 0',
      'dev',
      { type: 'delete-environment', environment: 'live', payload: { generation: 0 } },
      'generation',
      'INVALID_INPUT At least 1.',
    ],
    [
      'no change',
      'dev',
      {
        type: 'resize-environment',
        environment: 'live',
        payload: { quota: { ...smallQuota, 'requests.cpu': '2000m' }, generation: 1 },
      },
      'quota',
      'INVALID_INPUT Nothing would change. Choose another size.',
    ],
    [
      'an environment that is not there',
      'dev',
      { type: 'delete-environment', environment: 'gone', payload: { generation: 1 } },
      '',
      'NOT_FOUND The environment was not found.',
    ],
    [
      'no environment named',
      'dev',
      { type: 'delete-environment', payload: { generation: 1 } },
      '',
      'NOT_FOUND The environment was not found.',
    ],
    [
      'longer, where nothing expires',
      'dev',
      { type: 'extend-environment', environment: 'live', payload: { days: 3, generation: 1 } },
      'days',
      'INVALID_INPUT This environment does not expire.',
    ],
    [
      'an upgrade to the same',
      'dev',
      { type: 'upgrade-environment', environment: 'live', payload: { classVersion: 1, generation: 1 } },
      'classVersion',
      'INVALID_INPUT The environment has version 1 already.',
    ],
    [
      'an upgrade to nothing',
      'dev',
      { type: 'upgrade-environment', environment: 'live', payload: { classVersion: 2, generation: 1 } },
      'classVersion',
      'INVALID_INPUT This version does not exist.',
    ],
    [
      'a team name with capitals',
      'vera',
      { type: 'create-team', payload: { slug: 'Big', name: 'Big', costCentre: null } },
      'slug',
      'INVALID_INPUT Use lower-case letters, digits and hyphens; begin with a letter and end with a letter or digit.',
    ],
    [
      'a reserved team name',
      'vera',
      { type: 'create-team', payload: { slug: 'kube-apps', name: 'K', costCentre: null } },
      'slug',
      'INVALID_INPUT “kube-apps” is reserved for the platform.',
    ],
    [
      'a taken team name',
      'vera',
      { type: 'create-team', payload: { slug: 'search', name: 'S', costCentre: null } },
      'slug',
      'INVALID_INPUT The short name “search” is taken.',
    ],
    [
      'a team without a name',
      'vera',
      { type: 'create-team', payload: { slug: 'ok', name: ' ', costCentre: null } },
      'name',
      'INVALID_INPUT This must not be empty.',
    ],
    [
      'a member who joins',
      'vera',
      { type: 'join-team', payload: { role: 'owner' } },
      '',
      'CONFLICT You are a member of payments already. An owner can change the role.',
    ],
    [
      'an unknown role',
      'stranger',
      { type: 'join-team', payload: { role: 'root' } },
      'role',
      'INVALID_INPUT Choose one of owner, developer, viewer.',
    ],
  ])('%s', async (_name, who, over, field, expected) => {
    const input = {
      type: 'create-environment',
      team: 'payments',
      environment: null,
      payload: create(),
      reason: 'x',
      ...over,
    };
    expect(await refusal(parsed(who, input), field)).toBe(expected);
  });
});

describe('a decision is refused', () => {
  const decide = async (who: string, over: object) =>
    decideRequest(
      await world.actor(who),
      parseInput(decideRequestInput, { number: 2, version: 1, verdict: 'approved', reason: '', ...over }),
    );
  test.each<[string, string, object, string, string]>([
    [
      'no reason to reject',
      'ada',
      { verdict: 'rejected' },
      'reason',
      'INVALID_INPUT Say why it is rejected, so that the person can ask again.',
    ],
    ['an unknown verdict', 'ada', { verdict: 'maybe' }, 'verdict', 'INVALID_INPUT Approve or reject.'],
    ['a request that is not there', 'ada', { number: 404 }, '', 'NOT_FOUND Request #404 was not found.'],
    [
      'a number beyond the database',
      'ada',
      { number: 3_000_000_000 },
      'number',
      'INVALID_INPUT This request does not exist.',
    ],
    [
      'another version',
      'ada',
      { version: 5 },
      '',
      'STALE The request has changed since you opened the page. Reload it and look again.',
    ],
    ['his own', 'dev', {}, '', "FORBIDDEN You can't decide your own request."],
    ['an owner of the team', 'olga', {}, '', "FORBIDDEN You can't decide this request. An admin decides."],
    ["someone else's team", 'stranger', {}, '', 'NOT_FOUND Request #2 was not found.'],
    [
      'what the rule has granted',
      'ada',
      { number: 1 },
      '',
      'STALE The rule “Class within budget” has approved request #1 already. Reason: The class allows it without a decision, and the budget suffices.',
    ],
  ])('%s', async (_name, who, over, field, expected) => {
    expect(await refusal(decide(who, over), field)).toBe(expected);
  });
});
