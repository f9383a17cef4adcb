import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { countPendingRequests } from './count-pending-requests.ts';
import { getRequest } from './get-request.ts';
import { requestTools } from './tools.test-fixture.ts';
import { classSpec, createWorld, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
});
afterAll(() => world.end());

const { ask, approve, environment, actionsOn, create } = requestTools(() => world);

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
