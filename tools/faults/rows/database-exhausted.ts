import assert from 'node:assert/strict';
import pg from 'pg';
import { AppError } from '#lib/domain/error.ts';
import { until } from '#tools/test/until.ts';
import { labelOfTurn } from '../crashes/crash-point.ts';
import type { FaultRow } from '../row.ts';
import { approve } from '../web/approve.ts';
import { environmentsOf } from '../web/environments-of.ts';
import { pendingRequest } from '../web/pending-request.ts';
import { throughProxy } from '../web/through-proxy.ts';
import { asWeb } from '../world/as-web.ts';
import { patienceMs } from '../world/patience.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import { untilUnready } from '../world/until-unready.ts';
import type { World } from '../world/world.ts';

// One try, and then at most one a second: seconds of a full disk are not hundreds of tries.
const refusals = 3;
const fastestMs = 700;

/** Row 19: first the disk is full, as PostgreSQL says it, and then no connection is to be had. */
export const databaseExhausted: FaultRow = {
  number: 19,
  name: 'pool exhausted / disk full',
  budgetSeconds: 10,
  environments: 1,
  run: async (world) => {
    await diskFullForPeople(world);
    await diskFullForTheProvisioner(world);
    await noConnections(world);
  },
};

async function diskFullForPeople(world: World): Promise<void> {
  const number = await pendingRequest(world, 'full');
  const { admin } = world.people.ids;
  await throughProxy(world, async (proxy, webUrl) => {
    proxy.decide(({ sql }) =>
      /^insert/i.test(sql)
        ? { kind: 'refuse', code: '53100', message: 'could not extend file: No space left on device' }
        : { kind: 'pass' },
    );
    const told = await asWeb(webUrl, () => approve(admin, number).catch((error: unknown) => error));
    assert(told instanceof AppError && told.code === 'UNAVAILABLE', `the approver was told: ${told}`);
  });
  assert.deepEqual(await environmentsOf(world, number), [0, 0]);
  await asWeb(world.urls.webUrl, () => approve(admin, number));
  // Its own saves would count as tries of what comes next.
  await untilAgreed(world, 'the environment that was approved at last');
}

async function diskFullForTheProvisioner(world: World): Promise<void> {
  let tries = 0;
  world.sql.decide((turn) => {
    if (labelOfTurn(turn) !== 'update environment_status.conditions') return { kind: 'pass' };
    tries += 1;
    return { kind: 'refuse', code: '53100', message: 'could not extend file: No space left on device' };
  });
  const began = performance.now();
  await world.people.resize('e0', 31);
  await until(() => tries >= refusals, { deadlineMs: patienceMs, what: `${refusals} refused saves` });
  world.sql.decide(() => ({ kind: 'pass' }));
  const ms = performance.now() - began;
  assert(tries <= 2 + ms / fastestMs, `${tries} tries within ${Math.round(ms)} ms`);
  await untilAgreed(world, 'the provisioner to go on when there is room again');
}

async function noConnections(world: World): Promise<void> {
  const name = pg.escapeIdentifier(new URL(world.urls.ownerUrl).pathname.slice(1));
  await world.database.$executeRawUnsafe(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
  world.sqlWire.cut();
  await untilUnready(world);
  await world.database.$executeRawUnsafe(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
  await world.people.resize('e0', 32);
}
