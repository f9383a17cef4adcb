import assert from 'node:assert/strict';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { startWebServer, type WebServer } from '../web/web-server.ts';
import { patienceMs } from '../world/patience.ts';
import { untilUnready } from '../world/until-unready.ts';
import { ownDatabase } from '../world/world.ts';

const webServers = 3;

/** Row 16: nobody is sent to those who can't work, nobody restarts them, and they go on by themselves. */
export const databaseFrozen: FaultRow = {
  number: 16,
  name: 'PostgreSQL frozen',
  budgetSeconds: 10,
  ownDatabase: true,
  run: async (world) => {
    const database = ownDatabase(world);
    const [one] = world.replicas;
    assert(one);
    const start = () => startWebServer(world, world.urls.webUrl);
    const webs = await Promise.all(Array.from({ length: webServers }, start));
    await untilAll(webs, 200);
    await world.people.approve('before');
    database.freeze();
    const began = performance.now();
    try {
      await untilAll(webs, 503);
      world.timings.push({ what: 'web servers unready', ms: performance.now() - began, goalMs: 10_000 });
      await untilUnready(world);
      for (const web of webs) assert.equal(await web.health('livez'), 200);
    } finally {
      database.thaw();
    }
    const isReady = async () => (await one.health('readyz')) === 200;
    await until(isReady, { deadlineMs: patienceMs, what: 'the provisioner to be ready again' });
    await untilAll(webs, 200);
    for (const web of webs) web.kill();
    await Promise.all(webs.map(({ gone }) => gone));
    await world.people.resize('e0', 31);
  },
};

/** Waits until all of them answer /readyz so. */
async function untilAll(webs: readonly WebServer[], status: number): Promise<void> {
  const isSo = async () =>
    (await Promise.all(webs.map((web) => web.health('readyz')))).every((found) => found === status);
  await until(isSo, { deadlineMs: patienceMs, what: `${status} from /readyz of all web servers` });
}
