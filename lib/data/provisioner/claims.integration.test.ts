import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { createDatabase, type Database } from '../client.ts';
import { claimEnvironment } from './claims.ts';

let owner: Database;
let provisioner: Database;
let environment: TestEnvironment;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await createTestDatabase();
  [owner, provisioner] = [createDatabase(own.ownerUrl, 1), createDatabase(own.provisionerUrl, 1)];
  environment = await addEnvironment(owner, await addTeam(owner));
  drop = own.drop;
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), provisioner.$disconnect()]);
  await drop();
});

const subjects = async () => {
  const claim = await claimEnvironment(provisioner, environment.id, 'one', true);
  return claim?.members.map(({ subject }) => subject);
};

test('CVE-2023-46254: whose subject a second identity provider gave to someone else is bound to nothing', async () => {
  const ours = `${environment.teamSlug}-owner`;
  expect(await subjects()).toEqual([ours]);
  const twin = { issuer: 'https://other.test', subject: ours, name: 'owner' };
  const { id } = await owner.user.create({ data: twin });
  expect(await subjects()).toEqual([]);
  await owner.user.delete({ where: { id } });
  expect(await subjects()).toEqual([ours]);
});

test('CVE-2023-22650: whoever is disabled is bound no longer', async () => {
  await owner.user.update({ where: { id: environment.ownerId }, data: { disabledAt: new Date() } });
  expect(await subjects()).toEqual([]);
});

test('who takes a lease over learns from whom; one’s own and a free one are taken from nobody', async () => {
  const claim = (replica: string) => claimEnvironment(provisioner, environment.id, replica, true);
  expect((await claim('one'))?.takenFrom).toBeNull();
  const heir = await claim('two');
  expect(heir?.takenFrom).toBe('one');
  await owner.environmentStatus.update({
    where: { environmentId: environment.id },
    data: { leaseOwner: null, leaseExpiresAt: null },
  });
  const next = await claim('one');
  expect(next).toMatchObject({ takenFrom: null, fence: (heir?.fence ?? 0n) + 1n });
});
