import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlProxy } from '#tools/chaos/sql-proxy.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins } from '#tools/database/roles.ts';
import { createDatabase, type DatabaseServer, startDatabase } from '#tools/database/server.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import type { Grounds } from './grounds.ts';
import { type Standby, startStandby } from './standby.ts';

/** A PostgreSQL server that may be killed and frozen. Everybody reaches it through one address, whichever server is behind it. */
export interface OwnDatabase {
  /** SIGKILL, as when its machine goes; open transactions are lost and nothing else. */
  kill: () => Promise<void>;
  /** Starts it again on the same data. */
  restart: () => Promise<void>;
  /** Keeps it, and every session, from doing anything until `thaw`; connections stay open. */
  freeze: () => void;
  thaw: () => void;
  /** A hot standby of it, at another port. */
  startStandby: () => Promise<Standby>;
  /** Leads everybody to the standby, and ends the connections to the other one. */
  failOver: (standby: Standby) => void;
}

let last: Promise<unknown> = Promise.resolve();

/** Lends a server of its own, to one row at a time: they kill it, and it costs a second. */
export function withOwnDatabase<T>(grounds: Grounds, work: (own: Grounds) => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    const { own, stop } = await start();
    try {
      return await work({ ...grounds, ...own });
    } finally {
      await stop();
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

async function start() {
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-own-database-'));
  // Not disposable: what was acknowledged must outlive a kill.
  let server = await startDatabase({ dir, onSpawn: endWithParent });
  const front = await openSqlProxy(server.port);
  const adminUrl = front.through(server.adminUrl);
  const template = await createDatabase(adminUrl, 'bailiwick_template');
  await migrate(template);
  await giveLogins(template);
  const standbyDir = `${dir}-standby`;
  const standbys: DatabaseServer[] = [];
  const database: OwnDatabase = {
    kill: () => endAll(server),
    restart: async () => {
      server = await startDatabase({ dir, port: server.port, onSpawn: endWithParent });
    },
    freeze: () => signalAll(server, 'SIGSTOP'),
    thaw: () => signalAll(server, 'SIGCONT'),
    startStandby: async () => {
      const standby = await startStandby(server, dir, standbyDir);
      standbys.push(standby.server);
      return standby;
    },
    failOver: ({ server: next }) => {
      front.lead(next.port);
      front.cut();
    },
  };
  const stop = async () => {
    database.thaw();
    await front.close();
    for (const one of [...standbys, server]) await one.stop();
    for (const folder of [dir, standbyDir]) rmSync(folder, { recursive: true, force: true });
  };
  return { own: { databaseAdminUrl: adminUrl, database }, stop };
}

// Each session of PostgreSQL is a process with a group of its own.
function processesOf({ pid }: DatabaseServer): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...children.split(' ').filter(Boolean).map(Number)];
  } catch {
    return [];
  }
}

function signalAll(server: DatabaseServer, signal: NodeJS.Signals): void {
  for (const pid of processesOf(server)) sendSignal(pid, signal);
}

async function endAll(server: DatabaseServer): Promise<void> {
  signalAll(server, 'SIGKILL');
  await server.child.exited;
}

// A session may have ended since it was listed.
function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
