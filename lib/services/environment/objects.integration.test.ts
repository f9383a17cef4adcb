import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getObjects } from './get-objects.ts';

let world: World;
let provisioner: Database;
let environmentId: string;
const address = { team: 'payments', environment: 'steady' };

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 1);
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  ({ id: environmentId } = await world.database.environment.create({
    data: {
      teamId: world.teamId,
      slug: 'steady',
      namespace: 'payments-steady',
      classVersionId,
      quota: smallQuota,
      purpose: 'tests',
      requestedBy: world.userId('dev'),
      approvedBy: world.userId('ada'),
    },
  }));
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

const look = async () => {
  const { changedAt, objects } = await getObjects(await world.actor('vera'), address);
  const named = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.name === name);
  return { changedAt, objects, named };
};

test('before the first look nothing is claimed about the cluster', async () => {
  const { changedAt, objects } = await look();
  expect(changedAt).toBeNull();
  expect(new Set(objects.map(({ presence, observed }) => `${presence} ${observed}`))).toEqual(
    new Set(['unknown null']),
  );
});

test('both sides of each object, field by field where they differ, and what does not belong', async () => {
  const metadata = { name: 'bailiwick', namespace: 'payments-steady' };
  const edited = { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard: { pods: '999' } } };
  const objects = [
    { kind: 'ResourceQuota', name: 'bailiwick', manifest: edited },
    { kind: 'LimitRange', name: 'bailiwick', manifest: null },
    { kind: 'ResourceQuota', name: 'theirs', manifest: { ...edited, metadata: { name: 'theirs' } } },
  ];
  await provisioner.observedState.create({ data: { environmentId, objects } });
  const seen = await look();
  expect(seen.changedAt).not.toBeNull();
  const quota = seen.named('ResourceQuota', 'bailiwick');
  expect(quota).toMatchObject({ presence: 'present', observed: expect.stringContaining('pods: "999"') });
  expect(quota?.desired).toContain('pods: "10"');
  expect(quota?.changes).toContainEqual({ path: 'spec.hard.pods', desired: '"10"', observed: '"999"' });
  expect(seen.named('LimitRange', 'bailiwick')).toMatchObject({ presence: 'too-large', changes: [] });
  expect(seen.named('NetworkPolicy', 'default-deny')).toMatchObject({ presence: 'absent', observed: null });
  expect(seen.objects.at(-1)).toMatchObject({ name: 'theirs', desired: null, presence: 'present' });
});
