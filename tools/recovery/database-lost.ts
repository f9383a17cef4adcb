import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '#lib/data/client.ts';
import { writeBackup } from '#tools/database/backup/write-backup.ts';
import { type CopiedDatabase, copyTemplate } from '#tools/database/copy-template.ts';
import { type Rebuilt, rebuildDatabase } from '#tools/database/rebuild/rebuild-database.ts';
import { restoreBackup } from '#tools/database/restore/restore-backup.ts';
import { asDesired } from '#tools/faults/invariants/as-desired.ts';
import type { Grounds } from '#tools/faults/world/grounds.ts';
import type { World } from '#tools/faults/world/world.ts';
import { until } from '#tools/test/until.ts';
import { type Step, timed } from './timed.ts';

/** What a rehearsal needs to know of its size. */
export interface Size {
  deadlineMs: number;
}

const issuer = 'https://id.test';

/**
 * The database is lost, and a backup is there. Since it was made, an environment came and a namespace was made anew: the restored
 * database gets both from the cluster, and the provisioner in front of it changes nothing.
 */
export async function restoreOlder(world: World, grounds: Grounds, size: Size): Promise<Step[]> {
  const steps: Step[] = [];
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-recovery-'));
  const file = join(dir, 'database.backup');
  const count = await world.database.environment.count();
  await timed(`backup of the rows of ${count} environments`, steps, () =>
    writeBackup(world.urls.ownerUrl, file),
  );
  await changeSince(world, size);
  const lost = await copyTemplate(grounds.databaseAdminUrl, 'template0');
  try {
    await timed('restored into an empty database', steps, () => restoreBackup(lost.ownerUrl, file));
    const added = await timed('what is newer taken from the cluster', steps, () =>
      rebuild(world, grounds, lost),
    );
    assert.deepEqual(namesOf(added), { made: [`${world.people.teamSlug}-late`], renewed: 1, leftOut: [] });
    await timed('provisioner started, everything seen as agreed', steps, () => settleOn(world, lost, size));
    return steps;
  } finally {
    await lost.drop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The database is lost with all backups: rows are rebuilt from the cluster, and the provisioner in front of them changes nothing. */
export async function loseDatabase(world: World, grounds: Grounds, size: Size): Promise<Step[]> {
  const steps: Step[] = [];
  const fresh = await copyTemplate(grounds.databaseAdminUrl, 'bailiwick_template');
  try {
    const count = await world.database.environment.count();
    const dry = await rebuild(world, grounds, fresh, false);
    assert.equal(dry.environments.length, count, JSON.stringify(dry.leftOut));
    const rebuilt = await timed(`rows of ${count} environments rebuilt from the cluster`, steps, () =>
      rebuild(world, grounds, fresh),
    );
    assert.deepEqual([rebuilt.environments.length, rebuilt.leftOut], [count, []]);
    const again = await rebuild(world, grounds, fresh);
    assert.deepEqual([again.environments.length, again.known], [0, count]);
    await timed('provisioner started, everything seen as agreed', steps, () => settleOn(world, fresh, size));
    assert.deepEqual(await membersIn(fresh), await membersIn(world.urls));
    return steps;
  } finally {
    await fresh.drop();
  }
}

async function changeSince(world: World, { deadlineMs }: Size): Promise<void> {
  await world.people.approve('late');
  const { id, namespace } = await world.database.environment.findFirstOrThrow({ where: { slug: 'e0' } });
  const uidOf = async () =>
    (await world.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } })).namespaceUid;
  const before = await uidOf();
  await world.transport.call({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` });
  await until(async () => (await uidOf()) !== before, { deadlineMs, what: 'another namespace' });
  await untilAgreedIn(world, deadlineMs);
  for (const replica of world.replicas) await replica.end();
}

function rebuild(
  world: World,
  grounds: Grounds,
  { ownerUrl }: CopiedDatabase,
  writes = true,
): Promise<Rebuilt> {
  const teams = [world.people.teamSlug];
  return rebuildDatabase({ ownerUrl, kubeconfig: grounds.adminKubeconfig, issuer, teams, writes });
}

function namesOf({ environments, renewed, leftOut }: Rebuilt) {
  const made = environments.map(({ found }) => found.namespace.metadata.name);
  return { made, renewed: renewed.length, leftOut };
}

// Whatever was written to the cluster meanwhile would take something away or give something that was not agreed.
async function settleOn(world: World, { ownerUrl, provisionerUrl }: CopiedDatabase, { deadlineMs }: Size) {
  for (const replica of world.replicas) await replica.end();
  const before = world.journal.writes().length;
  const database = createDatabase(ownerUrl, 2);
  const replica = await world.startReplica('recovered', { DATABASE_URL: provisionerUrl });
  try {
    await untilAgreedIn({ ...world, database }, deadlineMs);
    assert.deepEqual(world.journal.writes().slice(before), [], 'writes to the cluster after a recovery');
  } finally {
    await replica.end();
    await database.$disconnect();
  }
}

/** Waits until the cluster has what the rows of the world's database want. */
export async function untilAgreedIn(world: World, deadlineMs: number): Promise<void> {
  const isAgreed = async () => (await asDesired.check(world)).length === 0;
  await until(isAgreed, { deadlineMs, what: 'everything to be as agreed', everyMs: 200 });
}

async function membersIn({ ownerUrl }: { ownerUrl: string }) {
  const database = createDatabase(ownerUrl, 1);
  const rows = await database.membership.findMany({
    select: { role: true, user: { select: { issuer: true, subject: true } } },
    orderBy: { user: { subject: 'asc' } },
  });
  await database.$disconnect();
  return rows;
}
