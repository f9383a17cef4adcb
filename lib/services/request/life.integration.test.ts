import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { commentRequest } from './comment-request.ts';
import { countPendingRequests } from './count-pending-requests.ts';
import { decideRequest } from './decide-request.ts';
import { getRequest } from './get-request.ts';
import { listRequests } from './list-requests.ts';
import { previewRequest } from './preview-request.ts';
import { submitRequest } from './submit-request.ts';
import { withdrawRequest } from './withdraw-request.ts';
import { classSpec, createWorld, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const ask = async (who: string, type: RequestType, payload: object, environmentSlug: string | null = null) =>
  submitRequest(await world.actor(who), {
    type,
    team: type === 'create-team' ? null : 'payments',
    environment: environmentSlug,
    payload: { ...payload },
    reason: `because of ${type}`,
  });
const approve = async (number: number, who = 'ada') =>
  decideRequest(await world.actor(who), { number, version: 1, verdict: 'approved', reason: 'Fine.' });
const environment = (slug: string) =>
  world.database.environment.findFirstOrThrow({
    where: { teamId: world.teamId, slug, finalizedAt: null },
    include: { classVersion: true },
  });
const actionsOn = async (number: number) => {
  const rows = await world.database.auditEvent.findMany({
    where: { objectName: `#${number}` },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action }) => action);
};
const create = (slug: string, classSlug = 'prod', over: object = {}) => ({
  slug,
  classSlug,
  classVersion: 1,
  quota: smallQuota,
  lifetimeDays: null,
  ...over,
});

/** The version of prod that the upgrade test makes. */
const newest = { classVersion: 2, quota: { ...smallQuota, secrets: '20' } };

describe('the life of an environment through requests', () => {
  test('create: pending, seen by approvers with its objects, approved, there', async () => {
    const { number, state } = await ask(
      'dev',
      'create-environment',
      create('prod', 'prod', { quota: { ...smallQuota, 'requests.cpu': '2000m' } }),
    );
    expect(state).toBe('pending');
    expect(await countPendingRequests(await world.actor('ada'))).toBe(1);
    expect(await countPendingRequests(await world.actor('olga'))).toBe(0);
    const seen = await getRequest(await world.actor('ada'), { number });
    expect(seen.title).toBe('Create payments-prod (prod)');
    expect(seen.can).toEqual({ decide: true, withdraw: false, comment: true });
    expect(seen.plan?.objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange', 'RoleBinding']),
    );
    expect(seen.plan?.objects.find(({ kind }) => kind === 'ResourceQuota')?.yaml).toContain(
      'requests.cpu: "2"',
    );
    expect(seen.plan?.budget[0]).toMatchObject({
      key: 'requests.cpu',
      budgetText: '20 CPU',
      beforeText: '0 CPU',
      afterText: '2 CPU',
      over: false,
    });
    await expect(approve(number)).resolves.toEqual({ state: 'approved' });
    expect(await environment('prod')).toMatchObject({
      namespace: 'payments-prod',
      generation: 1,
      quota: smallQuota,
      purpose: 'because of create-environment',
      requestedBy: world.userId('dev'),
      approvedBy: world.userId('ada'),
    });
    expect(await actionsOn(number)).toEqual(['request.submit', 'request.approve']);
    const after = await getRequest(await world.actor('vera'), { number });
    expect(after.environment?.namespace).toBe('payments-prod');
    expect(after.timeline.map(({ who, what }) => `${who} ${what}`)).toEqual([
      'dev asked for this',
      'ada approved it',
    ]);
  });

  test('resize: the plan names the fields, the quota changes as the next generation', async () => {
    const quota = { ...smallQuota, 'requests.cpu': '3' };
    const { number } = await ask('dev', 'resize-environment', { quota, generation: 1 }, 'prod');
    const { plan } = await getRequest(await world.actor('ada'), { number });
    expect(plan?.objects).toEqual([]);
    expect(plan?.changes).toEqual([
      {
        object: expect.stringContaining('ResourceQuota/'),
        path: 'spec.hard.requests.cpu',
        before: '"2"',
        after: '"3"',
      },
    ]);
    await approve(number);
    expect(await environment('prod')).toMatchObject({ generation: 2, quota });
  });

  test('upgrade: the new version with its new keys, and the difference in the plan', async () => {
    const prod = await world.database.environmentClass.findUniqueOrThrow({ where: { slug: 'prod' } });
    const spec = classSpec();
    spec.quota.secrets = { default: '20', min: '1', max: '100' };
    await world.database.environmentClassVersion.create({ data: { classId: prod.id, version: 2, spec } });
    const { number } = await ask('olga', 'upgrade-environment', { classVersion: 2, generation: 2 }, 'prod');
    const { plan } = await getRequest(await world.actor('ada'), { number });
    expect(plan?.changes.map(({ path }) => path)).toContain('spec.hard.secrets');
    await approve(number);
    const upgraded = await environment('prod');
    expect(upgraded.generation).toBe(3);
    expect(upgraded.classVersion.version).toBe(2);
    expect(upgraded.quota).toMatchObject({ secrets: '20', 'requests.cpu': '3' });
  });

  test('extend: later than it would have expired', async () => {
    const { number } = await ask('dev', 'create-environment', create('pr7', 'preview', { lifetimeDays: 3 }));
    await approve(number);
    const before = await environment('pr7');
    const extension = await ask('dev', 'extend-environment', { days: 5, generation: 1 }, 'pr7');
    await approve(extension.number);
    const after = await environment('pr7');
    expect(after.generation).toBe(2);
    expect(Number(after.expiresAt) - Number(before.expiresAt)).toBe(5 * 86_400_000);
  });

  test('delete: after the grace time of the class; then nothing else can be asked of it', async () => {
    const { number } = await ask('dev', 'delete-environment', { generation: 3 }, 'prod');
    await approve(number, 'alan');
    const { generation, deleteAfter } = await environment('prod');
    expect(generation).toBe(4);
    const minutes = (Number(deleteAfter) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(60);
    await expect(
      ask('dev', 'resize-environment', { quota: smallQuota, generation: 4 }, 'prod'),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      message: "payments-prod is being deleted and can't change.",
    });
  });
});

describe('teams', () => {
  test('a new team: whoever asked owns it, with an empty budget', async () => {
    const { number } = await ask('stranger', 'create-team', {
      slug: 'rockets',
      name: 'Rockets',
      costCentre: null,
    });
    await expect(approve(number, 'olga')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await approve(number);
    const team = await world.database.team.findUniqueOrThrow({
      where: { slug: 'rockets' },
      include: { memberships: true },
    });
    expect(team.budget).toEqual({});
    expect(team.memberships).toMatchObject([{ userId: world.userId('stranger'), role: 'owner' }]);
  });

  test('join: an owner decides, and each live environment gets a new generation', async () => {
    const before = await environment('pr7');
    const { number } = await ask('stranger', 'join-team', { role: 'developer' });
    await expect(approve(number, 'dev')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: "You can't decide this request. An owner of the team decides.",
    });
    expect(await countPendingRequests(await world.actor('olga'))).toBe(1);
    await approve(number, 'olga');
    expect((await world.actor('stranger')).teams.get(world.teamId)).toBe('developer');
    expect((await environment('pr7')).generation).toBe(before.generation + 1);
  });
});

describe('around a decision', () => {
  test('the automatic rule grants at once within the budget, and asks an admin beyond it', async () => {
    const within = await ask('dev', 'create-environment', create('auto', 'dev'));
    expect(within.state).toBe('approved');
    const row = await world.database.decision.findFirstOrThrow({
      where: { request: { number: within.number } },
    });
    expect(row).toMatchObject({ approverId: null, verdict: 'approved' });
    expect((await environment('auto')).approvedBy).toBeNull();
    const big = create('big', 'dev', { quota: { ...smallQuota, 'requests.cpu': '16' } });
    const preview = await previewRequest(await world.actor('dev'), {
      type: 'create-environment',
      team: 'payments',
      environment: null,
      payload: big,
    });
    expect(preview).toMatchObject({
      problems: {},
      namespace: 'payments-big',
      approval: 'More than the budget has, so an admin looks at it.',
    });
    const beyond = await ask('dev', 'create-environment', big);
    expect(beyond.state).toBe('pending');
    await expect(approve(beyond.number)).rejects.toMatchObject({
      code: 'OVER_BUDGET',
      message:
        'CPU requests: the budget of payments is 20 CPU, 7 CPU are granted and 16 CPU more are asked for.',
    });
    expect((await getRequest(await world.actor('ada'), { number: beyond.number })).state).toBe('pending');
  });

  test('reject keeps the reason; withdraw and comment belong to whom they should', async () => {
    const first = await ask('dev', 'create-environment', create('no', 'prod', newest));
    await decideRequest(await world.actor('ada'), {
      number: first.number,
      version: 1,
      verdict: 'rejected',
      reason: 'Too early.',
    });
    const rejected = await getRequest(await world.actor('dev'), { number: first.number });
    expect(rejected).toMatchObject({
      state: 'rejected',
      decision: { reason: 'Too early.', by: { name: 'ada' } },
      plan: null,
    });
    const second = await ask('dev', 'create-environment', create('maybe', 'prod', newest));
    await commentRequest(await world.actor('vera'), { number: second.number, body: 'Do we need it?' });
    await expect(
      withdrawRequest(await world.actor('vera'), { number: second.number, version: 1 }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await withdrawRequest(await world.actor('dev'), { number: second.number, version: 1 });
    await expect(approve(second.number)).rejects.toMatchObject({
      code: 'STALE',
      message: `dev has withdrawn request #${second.number}.`,
    });
    expect(await actionsOn(second.number)).toEqual(['request.submit', 'request.comment', 'request.withdraw']);
  });

  test('what is not yours does not exist', async () => {
    await world.addPerson('eve');
    const eve = await world.actor('eve');
    const { number } = await ask('dev', 'create-environment', create('hidden', 'prod', newest));
    const hidden = { code: 'NOT_FOUND' };
    await expect(getRequest(eve, { number })).rejects.toMatchObject(hidden);
    await expect(commentRequest(eve, { number, body: 'x' })).rejects.toMatchObject(hidden);
    await expect(withdrawRequest(eve, { number, version: 1 })).rejects.toMatchObject(hidden);
    await expect(
      decideRequest(eve, { number, version: 1, verdict: 'approved', reason: '' }),
    ).rejects.toMatchObject(hidden);
    await expect(getRequest(eve, { number: 99_999 })).rejects.toMatchObject(hidden);
    expect((await listRequests(eve, {})).total).toBe(0);
    expect((await listRequests(eve, { view: 'inbox' })).total).toBe(0);
    const found = await listRequests(await world.actor('vera'), {
      view: 'all',
      team: 'payments',
      q: 'hidden',
    });
    expect(found.items.map((item) => item.number)).toEqual([number]);
  });
});
