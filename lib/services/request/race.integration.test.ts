import { afterAll, beforeAll, expect, test } from 'vitest';
import { sumAmounts } from '#lib/domain/budget.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { decideRequest } from './decide-request.ts';
import { submitRequest } from './submit-request.ts';
import { withdrawRequest } from './withdraw-request.ts';
import { createWorld, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
});
afterAll(() => world.end());

const askFor = async (slug: string, team = 'payments', who = 'dev', classSlug = 'prod') =>
  submitRequest(await world.actor(who), {
    type: 'create-environment',
    team,
    environment: null,
    payload: { slug, classSlug, classVersion: 1, quota: { ...smallQuota }, lifetimeDays: null },
    reason: 'race',
  });
const decide = async (who: string, number: number, verdict: 'approved' | 'rejected' = 'approved') =>
  decideRequest(await world.actor(who), { number, version: 1, verdict, reason: `says ${who}` });
const split = <T>(results: PromiseSettledResult<T>[]) => ({
  won: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
  lost: results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
});

test('of two approvers who decide at once one wins, and the other is told who it was', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { number } = await askFor(`duel${round}`, 'search', 'stranger', 'prod');
    const { won, lost } = split(
      await Promise.allSettled([decide('ada', number), decide('alan', number, 'rejected')]),
    );
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(1);
    const decision = await world.database.decision.findFirstOrThrow({
      where: { request: { number } },
      include: { approver: true },
    });
    const winner = decision.approver?.name ?? '';
    expect(lost[0]).toMatchObject({
      code: 'STALE',
      message: `${winner} has ${decision.verdict} request #${number} already. Reason: says ${winner}`,
    });
    const made = await world.database.environment.count({ where: { namespace: `search-duel${round}` } });
    expect(made).toBe(decision.verdict === 'approved' ? 1 : 0);
    const events = await world.database.auditEvent.count({
      where: { objectName: `#${number}`, action: { in: ['request.approve', 'request.reject'] } },
    });
    expect(events).toBe(1);
    // The budget of the team is not the point of this test.
    await world.database.team.update({ where: { slug: 'search' }, data: { budget: {} } });
  }
});

test('twenty approvals at once never exceed the budget, and use as much of it as fits', async () => {
  const requests = await Promise.all(Array.from({ length: 20 }, (_, index) => askFor(`e${index}`)));
  const deciders = requests.map(({ number }, index) => decide(index % 2 === 0 ? 'ada' : 'alan', number));
  const { won, lost } = split(await Promise.allSettled(deciders));
  expect(won).toHaveLength(10);
  expect(lost.map(({ code }) => code)).toEqual(Array(10).fill('OVER_BUDGET'));
  const live = await world.database.environment.findMany({
    where: { teamId: world.teamId, finalizedAt: null },
  });
  const granted = sumAmounts(
    live.map(({ quota }) => ({ cpu: String((quota as Record<string, string>)['requests.cpu']) })),
  );
  expect(granted.get('cpu')?.nano).toBe(20_000_000_000n);
  const pending = await world.database.request.count({ where: { teamId: world.teamId, state: 'pending' } });
  expect(pending).toBe(10);
});

test('twenty automatic grants at once stay within the budget; the others wait for an admin', async () => {
  await world.addTeam('robots', { 'requests.cpu': '7', 'requests.memory': '64Gi' }, { dev: 'owner' });
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) => askFor(`a${i}`, 'robots', 'dev', 'dev')),
  );
  expect(results.filter(({ state }) => state === 'approved')).toHaveLength(3);
  expect(results.filter(({ state }) => state === 'pending')).toHaveLength(17);
});

test('approve against withdraw: exactly one of them happens', async () => {
  await world.addTeam('mixed', {}, { dev: 'owner' });
  for (let round = 0; round < 5; round += 1) {
    const { number } = await askFor(`w${round}`, 'mixed');
    const withdraw = world.actor('dev').then((dev) => withdrawRequest(dev, { number, version: 1 }));
    const { won, lost } = split(await Promise.allSettled([decide('ada', number), withdraw]));
    expect(won).toHaveLength(1);
    expect(lost[0]).toMatchObject({ code: 'STALE' });
    const { state } = await world.database.request.findUniqueOrThrow({ where: { number } });
    const made = await world.database.environment.count({ where: { namespace: `mixed-w${round}` } });
    expect([state, made]).toEqual(state === 'approved' ? ['approved', 1] : ['withdrawn', 0]);
  }
});

test('the same sent twice, or ten times at once, is one request', async () => {
  await world.addTeam('twice', {}, { dev: 'owner', olga: 'developer' });
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => askFor('once', 'twice', index % 2 === 0 ? 'dev' : 'olga')),
  );
  const { won, lost } = split(results);
  expect(won).toHaveLength(1);
  for (const failure of lost)
    expect(failure).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('already asks for this'),
    });
  expect(await world.database.request.count({ where: { payload: { path: ['slug'], equals: 'once' } } })).toBe(
    1,
  );
});

test('two people who ask for the same new team at once: one request', async () => {
  const team = { slug: 'fresh', name: 'Fresh', costCentre: null };
  const ask = async (who: string) =>
    submitRequest(await world.actor(who), {
      type: 'create-team',
      team: null,
      environment: null,
      payload: team,
      reason: 'new',
    });
  const { won, lost } = split(await Promise.allSettled(['dev', 'olga', 'vera', 'stranger'].map(ask)));
  expect(won).toHaveLength(1);
  expect(lost.map(({ code }) => code)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT']);
});

test('nobody decides what he asked for, not even an admin, and the database says so too', async () => {
  await world.addTeam('own', {}, { ada: 'owner' });
  const { number } = await askFor('mine', 'own', 'ada');
  for (const verdict of ['approved', 'rejected'] as const)
    await expect(decide('ada', number, verdict)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: "You can't decide your own request.",
    });
  const { id } = await world.database.request.findUniqueOrThrow({ where: { number } });
  const smuggled = { requestId: id, approverId: world.userId('ada'), verdict: 'approved', reason: '' };
  await expect(world.database.decision.create({ data: smuggled })).rejects.toThrow(/own request/);
  await expect(decide('alan', number)).resolves.toMatchObject({ state: 'approved' });
});
