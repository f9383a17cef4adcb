import type { Actor } from '#lib/auth/permissions.ts';
import { findActor } from '#lib/data/actors/find-actor.ts';
import type { Database } from '#lib/data/client.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';

/** Who asks and who decides, with a team whose budget is never the limit. */
export interface BenchPeople {
  requester: Actor;
  approver: Actor;
  team: string;
  /** Default amounts of the class that is asked for. */
  quota: Record<string, string>;
  classSlug: string;
}

/** Writes the people of the benchmark with the owner's rights. */
export async function addPeople(database: Database): Promise<BenchPeople> {
  const shipped = shippedClasses.find(({ slug }) => slug === 'qa');
  if (!shipped) throw new Error('There is no class qa.');
  const { slug: classSlug, name, spec } = shipped;
  await database.environmentClass.create({
    data: { slug: classSlug, name, versions: { create: { version: 1, spec } } },
  });
  const person = (subject: string, siteRole: string | null) =>
    database.user.create({ data: { issuer: 'https://bench.test', subject, name: subject, siteRole } });
  const [requester, approver] = [await person('rita', null), await person('amir', 'admin')];
  const budget = Object.fromEntries(Object.keys(spec.quota).map((key) => [key, '1P']));
  const memberships = { create: [{ userId: requester.id, role: 'owner' }] };
  await database.team.create({ data: { slug: 'bench', name: 'Bench', budget, memberships } });
  const quota = Object.fromEntries(Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default]));
  return {
    requester: await actorOf(requester.id),
    approver: await actorOf(approver.id),
    team: 'bench',
    quota,
    classSlug,
  };
}

async function actorOf(id: string): Promise<Actor> {
  const found = await findActor(id);
  if (found === null) throw new Error('The person of the benchmark is missing.');
  return { ...found, requestId: 'bench' };
}
