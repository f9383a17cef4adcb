import { randomBytes } from 'node:crypto';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { type Database, openDatabase } from '#lib/data/client.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { ChangedTeam } from './random-changes.ts';

/** Of `secrets` every environment has the 200 that the product adds itself. */
export const tightBudget: ResourceAmounts = {
  'requests.cpu': '12',
  'requests.memory': '24Gi',
  pods: '40',
  secrets: '1000',
};

/**
 * Writes a team with a tight budget and a class whose requests are granted at once, by the owner's rights; services work
 * with the web server's from then on.
 */
export async function addTightTeam(database: Database, webUrl: string): Promise<ChangedTeam> {
  const slug = `b${randomBytes(4).toString('hex')}`;
  const shipped = shippedClasses.find((each) => each.slug === 'dev');
  if (shipped === undefined) throw new Error('There is no class dev.');
  const quota = {
    'requests.cpu': { min: '250m', default: '1', max: '8' },
    'requests.memory': { min: '1Gi', default: '2Gi', max: '16Gi' },
    pods: { min: '1', default: '5', max: '30' },
  };
  await database.environmentClass.create({
    data: { slug, name: slug, versions: { create: { version: 1, spec: { ...shipped.spec, quota } } } },
  });
  const { id: userId } = await database.user.create({
    data: { issuer: 'https://id.test', subject: slug, name: slug },
  });
  const memberships = { create: [{ userId, role: 'owner' }] };
  const { id } = await database.team.create({ data: { slug, name: slug, budget: tightBudget, memberships } });
  openDatabase(webUrl);
  const owner = await findActor(userId);
  if (owner === null) throw new Error('The owner of the team is missing.');
  return { database, id, slug, classSlug: slug, owner: { ...owner, requestId: 'budget' } };
}
