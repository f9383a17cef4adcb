import assert from 'node:assert/strict';
import { createDatabase } from '#lib/data/client.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import { ownDatabase } from '../world/world.ts';

/**
 * Row 17: the primary is killed in the middle of the work and its hot standby is promoted, on another port, behind the address
 * that everybody knows. What changed there before the provisioner came was hinted to nobody, so a sweep has to find it.
 */
export const failOver: FaultRow = {
  number: 17,
  name: 'fail-over to a replica',
  budgetSeconds: 10,
  ownDatabase: true,
  run: async (world) => {
    const [one] = world.replicas;
    assert(one);
    const standby = await ownDatabase(world).startStandby();
    await world.people.approve('streamed');
    await standby.caughtUp();
    await ownDatabase(world).kill();
    await standby.promote();
    const url = new URL(world.urls.ownerUrl);
    url.port = String(standby.server.port);
    const ahead = createDatabase(url.href, 1);
    const { id } = await ahead.environment.findFirstOrThrow({ where: { slug: 'e0' } });
    await ahead.environment.update({
      where: { id },
      data: { purpose: 'Changed unheard.', generation: { increment: 1 } },
    });
    await ahead.$disconnect();
    ownDatabase(world).failOver(standby);
    const listeners = async () =>
      (
        await world.database.$queryRaw<object[]>`
          SELECT 1 FROM pg_stat_activity WHERE application_name = 'listen bailiwick_environment' AND datname = current_database()`
      ).length;
    await until(async () => (await listeners()) === 1, {
      deadlineMs: patienceMs,
      what: 'LISTEN to stand again',
    });
    await world.people.resize('e1', 31);
  },
};
