import assert from 'node:assert/strict';
import { AppError } from '#lib/domain/error.ts';
import { labelOfTurn } from '../crashes/crash-point.ts';
import type { FaultRow } from '../row.ts';
import { approve } from '../web/approve.ts';
import { environmentsOf } from '../web/environments-of.ts';
import { pendingRequest } from '../web/pending-request.ts';
import { throughProxy } from '../web/through-proxy.ts';
import { asWeb } from '../world/as-web.ts';
import type { World } from '../world/world.ts';

// The transaction of an approval has more statements than that.
const statements = 8;

/** Row 14: an operator ends sessions in the middle of a save of the provisioner and of an approval. */
export const sessionTerminated: FaultRow = {
  number: 14,
  name: 'database session terminated in mid-transaction',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    await endProvisioners(world);
    for (const at of [world.random.below(statements), statements]) await endApproval(world, at);
  },
};

async function endProvisioners(world: World): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let isEnded = false;
  world.sql.decide((turn) => {
    if (isEnded || labelOfTurn(turn) !== 'update environment_status.conditions') return { kind: 'pass' };
    isEnded = true;
    return { kind: 'hold', until: terminate(world, 'bailiwick_provisioner').then(ended.resolve) };
  });
  await world.people.resize('e0', 31);
  await ended.promise;
}

/** The approval either says that it is not known what came of it, or it happened; another try then changes nothing. */
async function endApproval(world: World, at: number): Promise<void> {
  const number = await pendingRequest(world, `t${at}`);
  const { admin } = world.people.ids;
  await throughProxy(world, async (proxy, webUrl) => {
    let count = 0;
    proxy.decide(({ inTransaction, sql }) => {
      if (!inTransaction) return { kind: 'pass' };
      count += 1;
      // The last one is the commit, whatever came before it.
      const isIt = at === statements ? /^commit/i.test(sql) : count === at + 1;
      return isIt ? { kind: 'hold', until: terminate(world, 'bailiwick_web') } : { kind: 'pass' };
    });
    const told = await asWeb(webUrl, () =>
      approve(admin, number).then(
        () => null,
        (error: unknown) => error,
      ),
    );
    assert(told instanceof AppError && told.code === 'UNAVAILABLE', `the approver was told: ${told}`);
  });
  assert.deepEqual(await environmentsOf(world, number), [0, 0], 'half of an approval stayed');
  await asWeb(world.urls.webUrl, () => approve(admin, number));
  assert.deepEqual(await environmentsOf(world, number), [1, 1]);
}

async function terminate({ database }: World, role: string): Promise<void> {
  await database.$queryRaw`
    SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE usename = ${role} AND datname = current_database()`;
}
