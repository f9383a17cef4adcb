import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { countRounds } from '#lib/data/provisioner/count-rounds.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { listConflicts } from './list-conflicts.ts';
import { listDrift } from './list-drift.ts';
import { listDriftManagers } from './list-drift-managers.ts';

let world: World;
let provisioner: Database;
let environmentId: string;

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 1);
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const common = { teamId: world.teamId, classVersionId, quota: smallQuota, purpose: 'for tests' };
  ({ id: environmentId } = await world.database.environment.create({
    data: { ...common, slug: 'dev', namespace: 'payments-dev', requestedBy: world.userId('dev') },
  }));
  const fields = (...paths: string[]) => paths.map((path) => ({ path, desired: '"1"', observed: '"2"' }));
  const edit = { environmentId, kind: 'ResourceQuota', name: 'bailiwick', change: 'edited', manager: 'helm' };
  const gone = { ...edit, kind: 'LimitRange', change: 'deleted', manager: null, fields: [] };
  const old = new Date(Date.now() - 3_700_000);
  await provisioner.driftEvent.createMany({
    data: [
      // Always the same two fields, in any order: one conflict.
      { ...edit, fields: fields('spec.hard.pods', 'spec.hard.services') },
      { ...edit, fields: fields('spec.hard.services', 'spec.hard.pods') },
      { ...edit, fields: fields('spec.hard.pods', 'spec.hard.services') },
      // Other fields, another manager, long ago, or left alone: none of it.
      { ...edit, fields: fields('spec.hard.secrets') },
      { ...edit, manager: 'kubectl-edit', fields: fields('spec.hard.pods', 'spec.hard.services') },
      { ...edit, detectedAt: old, fields: fields('spec.hard.pods', 'spec.hard.services') },
      { ...edit, held: true, fields: fields('spec.hard.pods', 'spec.hard.services') },
      { ...gone, detectedAt: new Date(Date.now() - 60_000) },
      gone,
    ],
  });
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

const sentences = async (who: Parameters<World['actor']>[0], asked = {}) =>
  (await listConflicts(await world.actor(who), asked)).map(({ sentence }) => sentence);
const helm =
  'helm and Bailiwick disagree about spec.hard of ResourceQuota bailiwick: 3 times in the last hour';

test('the same fields by the same manager are one conflict, shown to who sees the environment', async () => {
  for (const who of ['ada', 'vera'] as const) expect(await sentences(who)).toEqual([helm]);
  expect(await sentences('vera', { team: 'payments', environment: 'dev' })).toEqual([helm]);
  expect(await sentences('vera', { team: 'payments', environment: 'other' })).toEqual([]);
  expect(await sentences('stranger')).toEqual([]);
});

test('rounds of a contest count, though they have no rows of their own', async () => {
  const contested = [{ kind: 'LimitRange', name: 'bailiwick' }];
  await countRounds(provisioner, environmentId, contested);
  await countRounds(provisioner, environmentId, contested);
  expect(await sentences('vera')).toEqual([
    'Somebody and Bailiwick disagree about whether LimitRange bailiwick exists: 4 times in the last hour',
    helm,
  ]);
});

test('drift is filtered by manager and by what was done; managers are offered to admins and auditors', async () => {
  const total = async (asked: object) => (await listDrift(await world.actor('ada'), asked)).total;
  expect(await total({ manager: 'kubectl-edit' })).toBe(1);
  expect(await total({ manager: 'kubectl' })).toBe(0);
  expect(await total({ change: 'deleted' })).toBe(2);
  expect(await listDriftManagers(await world.actor('ada'))).toEqual(['helm', 'kubectl-edit']);
  expect(await listDriftManagers(await world.actor('olga'))).toEqual([]);
});
