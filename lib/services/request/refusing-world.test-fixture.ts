import { submitRequestInput } from '#lib/domain/inputs/request.ts';
import { parseInput } from '../parse-input.ts';
import { submitRequest } from './submit-request.ts';
import { classSpec, createWorld, smallQuota, type World } from './world.test-fixture.ts';

/** The payload of a creation that nothing speaks against. */
export const create = () => ({
  slug: 'fine',
  classSlug: 'prod',
  classVersion: 1,
  quota: { ...smallQuota } as Record<string, unknown>,
  lifetimeDays: null as unknown,
});

/** Sends what a browser would send, through the same parser. */
export async function submitRaw(world: World, who: string, input: unknown) {
  return submitRequest(await world.actor(who), parseInput(submitRequestInput, input));
}

/** A world with what refusals need: an archived class, a newer version, an archived team, a live and a wanted environment. */
export async function createRefusingWorld(test: Parameters<typeof createWorld>[0]): Promise<World> {
  const world = await createWorld(test);
  await world.addClass('old', classSpec());
  await world.database.environmentClass.update({ where: { slug: 'old' }, data: { archivedAt: new Date() } });
  await world.addClass('newer', classSpec(), classSpec());
  await world.addTeam('attic', {}, { dev: 'owner' });
  await world.database.team.update({ where: { slug: 'attic' }, data: { archivedAt: new Date() } });
  for (const change of [{ slug: 'live', classSlug: 'dev' }, { slug: 'asked' }]) {
    const payload = { ...create(), ...change };
    const wish = { type: 'create-environment', team: 'payments', environment: null, payload, reason: 'seed' };
    await submitRaw(world, 'dev', wish);
  }
  return world;
}
