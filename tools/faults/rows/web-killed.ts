import assert from 'node:assert/strict';
import type { SqlFate, SqlTurn } from '#tools/chaos/sql-proxy.ts';
import type { FaultRow } from '../row.ts';
import { environmentsOf } from '../web/environments-of.ts';
import { pendingRequest } from '../web/pending-request.ts';
import { throughProxy } from '../web/through-proxy.ts';
import { startWebServer } from '../web/web-server.ts';
import type { World } from '../world/world.ts';

const statements = 8;

/**
 * Row 27: the web server that carries out an approval is killed within the transaction, just before its commit and just after it;
 * the same click again, on another server, does what was not done, and nothing else.
 */
export const webKilled: FaultRow = {
  number: 27,
  name: 'web killed during an action',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    await killAt(world, 'inside', 0);
    await killAt(world, 'before', 0);
    await killAt(world, 'after', 1);
  },
};

type Moment = 'inside' | 'before' | 'after';

async function killAt(world: World, moment: Moment, expected: number): Promise<void> {
  const number = await pendingRequest(world, `w${moment}`);
  await throughProxy(world, async (proxy, webUrl) => {
    const web = await startWebServer(world, webUrl);
    proxy.decide(fatesAt(moment, world.random.below(statements), web.kill));
    const told = await web.approve(number).catch(() => 'the connection is lost');
    assert.equal(told, 'the connection is lost');
    assert.equal(await web.gone, 'SIGKILL');
  });
  assert.deepEqual(await environmentsOf(world, number), [expected, expected]);
  const next = await startWebServer(world, world.urls.webUrl);
  assert.equal(await next.approve(number), expected === 0 ? 'done' : 'STALE');
  next.kill();
  await next.gone;
  assert.deepEqual(await environmentsOf(world, number), [1, 1]);
}

/** The transaction of an approval is the one that writes a decision. */
function fatesAt(moment: Moment, at: number, kill: () => void): (turn: SqlTurn) => SqlFate {
  const never = new Promise<never>(() => undefined);
  let [count, isDecided] = [0, false];
  return ({ sql, inTransaction, commits }) => {
    count += Number(inTransaction);
    isDecided ||= inTransaction && /insert into "?(public"?\."?)?decision\b/i.test(sql);
    const isCommit = isDecided && commits;
    if (moment === 'after' && isCommit) return { kind: 'hold-answer', stands: kill, until: never };
    if (!(moment === 'inside' ? count === at + 1 : isCommit)) return { kind: 'pass' };
    kill();
    return { kind: 'cut' };
  };
}
