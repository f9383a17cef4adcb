import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { addEnvironment, addTeam } from '#tools/test/environment.ts';
import { createDatabase, type Database } from '../client.ts';
import { claimEnvironment } from './claims.ts';
import { savePass } from './save-pass.ts';

let owner: Database;
let provisioner: Database;
let id: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await createTestDatabase();
  [owner, provisioner] = [createDatabase(own.ownerUrl, 1), createDatabase(own.provisionerUrl, 1)];
  ({ id } = await addEnvironment(owner, await addTeam(owner)));
  drop = own.drop;
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), provisioner.$disconnect()]);
  await drop();
});

const quota = (pods: string): ObservedManifest => ({
  kind: 'ResourceQuota',
  name: 'bailiwick',
  manifest: { metadata: { labels: { team: 'x' } }, spec: { hard: { pods } } },
});

async function pass(observed: ObservedManifest[] | null): ReturnType<typeof savePass> {
  const claim = (await claimEnvironment(provisioner, id, 'one', true)) ?? expect.fail('no claim');
  const rest = { conditions: [], objects: [], namespaceUid: null, attempts: 0, nextAttemptInMs: 1_000 };
  const ending = { drift: [], becameReady: false, finalized: false, tookMs: 1 };
  return savePass(provisioner, claim, { ...rest, ...ending, observed, ceiling: null });
}

// xmin names the transaction that wrote the row last.
async function saved() {
  const [row] = await owner.$queryRaw<{ objects: unknown; written: string }[]>`
    SELECT objects, xmin::text AS written FROM observed_state WHERE environment_id = ${id}::uuid`;
  return row ?? null;
}

test('what was observed is written when it differs, and only then', async () => {
  expect(await pass(null)).toEqual({ healed: [] });
  expect(await saved()).toBeNull();
  await pass([quota('20')]);
  const first = await saved();
  expect(first?.objects).toEqual([quota('20')]);
  await pass([quota('20')]);
  await pass(null);
  expect(await saved()).toEqual(first);
  await pass([quota('999')]);
  expect((await saved())?.objects).toEqual([quota('999')]);
  expect((await saved())?.written).not.toBe(first?.written);
});

test('a replica that lost its lease leaves it alone', async () => {
  const zombie = (await claimEnvironment(provisioner, id, 'one', true)) ?? expect.fail('no claim');
  await pass([quota('20')]);
  const before = await saved();
  const rest = { conditions: [], objects: [], namespaceUid: null, attempts: 0, nextAttemptInMs: 1_000 };
  const ending = { drift: [], becameReady: false, finalized: false, tookMs: 1, observed: [], ceiling: null };
  expect(await savePass(provisioner, zombie, { ...rest, ...ending })).toBeNull();
  expect(await saved()).toEqual(before);
});
