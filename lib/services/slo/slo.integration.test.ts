import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { saveProbes } from '#lib/data/provisioner/save-probes.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { classSpec, createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getSlo } from './get-slo.ts';

let base: TestDatabase;
let world: World;
let owner: Database;
let provisioner: Database;
beforeAll(async () => {
  base = await createTestDatabase();
  world = await createWorld(base);
  owner = createDatabase(base.ownerUrl, 2);
  provisioner = createDatabase(base.provisionerUrl, 1);
  await world.addClass('slo', classSpec());
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), provisioner.$disconnect()]);
  await world.end();
});

/** An environment approved so many seconds ago, ready so many seconds later. */
async function approved(slug: string, agoSeconds: number, readyAfter: number | null, given = {}) {
  const version = await owner.environmentClassVersion.findFirstOrThrow({ where: { class: { slug: 'slo' } } });
  const createdAt = new Date(Date.now() - agoSeconds * 1000);
  const requesterId = world.userId('vera');
  const { id } = await owner.environment.create({
    data: {
      ...{ teamId: world.teamId, slug, namespace: `payments-${slug}`, classVersionId: version.id },
      ...{ quota: smallQuota, purpose: 'tests', requestedBy: requesterId, createdAt, ...given },
    },
  });
  const decision = { create: { verdict: 'approved', reason: 'Yes.', createdAt } };
  const type = 'create-environment';
  const request = { type, state: 'approved', payload: {}, reason: 'tests', closedAt: createdAt };
  const subject = { requesterId, environmentId: id, teamId: world.teamId };
  await owner.request.create({ data: { ...request, ...subject, createdAt, decision } });
  const readyAt = readyAfter === null ? null : new Date(createdAt.getTime() + readyAfter * 1000);
  await owner.environmentStatus.update({ where: { environmentId: id }, data: { readyAt } });
  return id;
}

test('the objectives are measured from requests, drift and probes, and only those who see the cluster see them', async () => {
  const empty = await getSlo(await world.actor('ada'));
  expect(empty.ready[0]).toEqual({ days: 1, count: 0, within: 0, open: 0, p50: null, p95: null, p99: null });
  expect(empty.cluster).toEqual(
    [1, 7, 30].map((days) => ({ days, answered: 0, failed: 0, observedMinutes: 0 })),
  );

  const id = await approved('one', 3600, 2);
  await approved('two', 3600, 4);
  await approved('slow', 3 * 86_400, 60);
  await approved('late', 3600, null);
  // However slow the test is, this one is not late yet.
  await approved('waits', -3600, null);
  await approved('given', 3600, null, { deleteAfter: new Date() });
  await approved('older', 40 * 86_400, 1);
  const drift = (agoSeconds: number, healedAfter: number | null, held = false) => {
    const detectedAt = new Date(Date.now() - agoSeconds * 1000);
    const healedAt = healedAfter === null ? null : new Date(detectedAt.getTime() + healedAfter * 1000);
    const what = { environmentId: id, kind: 'LimitRange', name: 'bailiwick', change: 'edited', fields: [] };
    return provisioner.driftEvent.create({ data: { ...what, detectedAt, healedAt, held } });
  };
  await drift(3600, 0.5);
  await drift(3600, null);
  await drift(3600, null, true);
  await saveProbes(provisioner, { answered: 10, failed: 1 });
  await saveProbes(provisioner, { answered: 5, failed: 0 });
  await owner.clusterProbe.create({ data: { at: new Date(Date.now() - 2 * 86_400_000), answered: 100 } });

  const { ready, healing, cluster } = await getSlo(await world.actor('ada'));
  expect(ready).toMatchObject([
    { days: 1, count: 3, within: 2, open: 2, p50: 3 },
    { days: 7, count: 4, within: 2, open: 2, p50: 4 },
    { days: 30, count: 4, within: 2, open: 2 },
  ]);
  expect(healing[0]).toMatchObject({ count: 2, within: 1, open: 1, p50: 0.5 });
  expect(cluster.map(({ answered, failed }) => [answered, failed])).toEqual([
    [15, 1],
    [115, 1],
    [115, 1],
  ]);
  expect(cluster[1]?.observedMinutes).toBeGreaterThanOrEqual(10);
  await expect(getSlo(await world.actor('vera'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
