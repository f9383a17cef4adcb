import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { commentRequest } from './comment-request.ts';
import { decideRequest } from './decide-request.ts';
import { getRequest } from './get-request.ts';
import { listRequests } from './list-requests.ts';
import { previewRequest } from './preview-request.ts';
import { requestTools } from './tools.test-fixture.ts';
import { withdrawRequest } from './withdraw-request.ts';
import { createWorld, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
});
afterAll(() => world.end());

const { ask, approve, environment, actionsOn, create } = requestTools(() => world);

describe('around a decision', () => {
  test('the automatic rule grants at once within the budget, and asks an admin beyond it', async () => {
    const within = await ask(
      'dev',
      'create-environment',
      create('auto', 'dev', { quota: { ...smallQuota, 'requests.cpu': '6' } }),
    );
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
        'CPU requests: the budget of payments is 20 CPU, 6 CPU are granted and 16 CPU more are asked for.',
    });
    expect((await getRequest(await world.actor('ada'), { number: beyond.number })).state).toBe('pending');
  });

  test('reject keeps the reason; withdraw and comment belong to whom they should', async () => {
    const first = await ask('dev', 'create-environment', create('no'));
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
    const second = await ask('dev', 'create-environment', create('maybe'));
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
    const { number } = await ask('dev', 'create-environment', create('hidden'));
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
