import { decideRequest } from '#lib/services/request/decide-request.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import { withdrawRequest } from '#lib/services/request/withdraw-request.ts';
import { smallQuota, type World } from '#lib/services/request/world.test-fixture.ts';
import type { Judgement, RaceKind } from './race.ts';

const verdicts = ['approved', 'rejected'] as const;
const admins = ['ada', 'alan'] as const;

async function ask(world: World, team: string, slug: string): Promise<number> {
  const payload = { slug, classSlug: 'prod', classVersion: 1, quota: { ...smallQuota }, lifetimeDays: null };
  const request = { type: 'create-environment' as const, team, environment: null, payload, reason: 'race' };
  return (await submitRequest(await world.actor('dev'), request)).number;
}

const decide =
  (world: World, who: string, number: number, verdict: (typeof verdicts)[number] = 'approved') =>
  async () =>
    decideRequest(await world.actor(who), { number, version: 1, verdict, reason: `says ${who}` });

/** What one decision leaves: as many environments as it approved, one audit event, and one row that says who it was; else nothing. */
async function traces(world: World, team: string, number: number): Promise<Judgement> {
  const { state, decision } = await world.database.request.findUniqueOrThrow({
    where: { number },
    include: { decision: true },
  });
  const environments = await world.database.environment.count({ where: { team: { slug: team } } });
  const events = await world.database.auditEvent.count({
    where: { objectName: `#${number}`, action: { not: 'request.submit' } },
  });
  const wins = state === 'pending' ? 0 : 1;
  const expected = state === 'approved' ? 1 : 0;
  const verdict = state === 'pending' || state === 'withdrawn' ? undefined : state;
  const wrong = [
    ...(environments === expected ? [] : [`#${number} is ${state} and made ${environments} environments`]),
    ...(events === wins ? [] : [`#${number} has ${events} audit events of its end`]),
    ...(decision?.verdict === verdict
      ? []
      : [`#${number} is ${state} and was decided as ${decision?.verdict}`]),
  ];
  return { wins, wrong };
}

/** Two to four verdicts on one request, some of them by the same person twice. */
export const duel: RaceKind = async (world, name, random) => {
  await world.addTeam(name, {}, { dev: 'owner' });
  const number = await ask(world, name, 'one');
  const contenders = Array.from({ length: 2 + random.below(3) }, () =>
    decide(world, random.pick(admins), number, random.pick(verdicts)),
  );
  return { contenders, losers: ['STALE'], judge: () => traces(world, name, number) };
};

/** An approval against the withdrawal of the same request. */
export const approveOrWithdraw: RaceKind = async (world, name, random) => {
  await world.addTeam(name, {}, { dev: 'owner' });
  const number = await ask(world, name, 'one');
  const withdraw = async () => withdrawRequest(await world.actor('dev'), { number, version: 1 });
  const approve = decide(world, random.pick(admins), number);
  const contenders = random.below(2) === 0 ? [approve, withdraw] : [withdraw, approve];
  return { contenders, losers: ['STALE'], judge: () => traces(world, name, number) };
};

/** Approvals of different requests, of which the budget bears one. */
export const lastOfTheBudget: RaceKind = async (world, name, random) => {
  await world.addTeam(name, { 'requests.cpu': '3' }, { dev: 'owner' });
  const numbers: number[] = [];
  for (let count = 0; count < 2 + random.below(2); count += 1)
    numbers.push(await ask(world, name, `e${count}`));
  return {
    contenders: numbers.map((number) => decide(world, random.pick(admins), number)),
    losers: ['OVER_BUDGET'],
    judge: async () => {
      const where = { team: { slug: name } };
      const wins = await world.database.environment.count({ where });
      const approved = await world.database.request.count({ where: { ...where, state: 'approved' } });
      const wrong = approved === wins ? [] : [`${approved} approvals made ${wins} environments`];
      return { wins, wrong };
    },
  };
};

/** The same wish two to four times at once. */
export const twins: RaceKind = async (world, name, random) => {
  await world.addTeam(name, {}, { dev: 'owner' });
  return {
    contenders: Array.from({ length: 2 + random.below(3) }, () => () => ask(world, name, 'same')),
    losers: ['CONFLICT'],
    judge: async () => {
      const wins = await world.database.request.count({ where: { team: { slug: name } } });
      const events = await world.database.auditEvent.count({
        where: { team: { slug: name }, action: 'request.submit' },
      });
      return { wins, wrong: events === wins ? [] : [`${wins} requests have ${events} audit events`] };
    },
  };
};
