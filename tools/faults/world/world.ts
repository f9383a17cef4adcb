import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createResources, type Resources } from '#lib/k8s/resources.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { type ApiProxy, openApiProxy } from '#tools/chaos/api-proxy.ts';
import { createRandom, type SeededRandom } from '#tools/chaos/random.ts';
import { openSqlProxy, type SqlProxy } from '#tools/chaos/sql-proxy.ts';
import { openTcpProxy, type TcpProxy } from '#tools/chaos/tcp-proxy.ts';
import type { ControlPlane } from '#tools/control-plane/start.ts';
import { copyTemplate } from '#tools/database/copy-template.ts';
import type { RoleUrls } from '#tools/database/roles.ts';
import type { Grounds } from './grounds.ts';
import type { Holdings } from './holdings.ts';
import { createJournal, type Journal } from './journal.ts';
import type { OwnDatabase } from './own-database.ts';
import { type People, settle } from './people.ts';
import { keepReadyLog } from './ready-log.ts';
import { type Replica, startReplica } from './replica.ts';
import type { Timing } from './timing.ts';

/** How a world is to be. */
export interface WorldOptions {
  seed: number;
  /** Times as in use, or short ones for `npm test`. */
  realTimes: boolean;
}

/** Longest times of the product, in milliseconds, as the replicas of a world have them. */
export interface WorldTimes {
  callDeadlineMs: number;
  watchMs: number;
  stallMs: number;
}

/** A database, people, provisioners and proxies of its own, before a cluster that others may use as well. */
export interface World {
  seed: number;
  random: SeededRandom;
  /** Times and sizes as in use; else what `npm test` has time for. */
  realTimes: boolean;
  times: WorldTimes;
  /** With the owner's rights, past all proxies. */
  database: Database;
  urls: RoleUrls & { ownerUrl: string };
  /** The cluster with an administrator's rights, past all proxies; writes are those of `kubectl-edit`. */
  admin: Resources<ObservedObject>;
  transport: Transport;
  people: People;
  /** The wires of the provisioners: to the API server, and to PostgreSQL. */
  wire: TcpProxy;
  sqlWire: TcpProxy;
  /** Behind `sqlWire`: decides about each statement of the provisioners. */
  sql: SqlProxy;
  /** Behind `wire`: decides about each request. */
  api: ApiProxy;
  journal: Journal;
  /** Environments that can't become Ready, and the reason that their conditions must give instead. */
  blocked: Map<string, string>;
  /** For logs and other files; gone when the world is closed. */
  dir: string;
  /** The kubeconfig of the replicas: the provisioner's own identity, through the proxies. */
  kubeconfig: string;
  replicas: Replica[];
  /** What a row measured besides its convergence. */
  timings: Timing[];
  /** What the first replica held when it was at work and had done nothing yet. */
  baseLine: Holdings | null;
  /** The control plane's processes; null where others use it too. */
  controlPlane: ControlPlane | null;
  /** The database server; null where others use it too. */
  databaseServer: OwnDatabase | null;
  /** Another replica with the provisioner's own identity, at work when it resolves. */
  startReplica: (
    name: string,
    variables?: Record<string, string>,
    nodeArguments?: string[],
  ) => Promise<Replica>;
  /** What a row has started besides, and what ends it. */
  atClose: (() => Promise<void>)[];
  /** Ends everything and drops the database; the environments stay in the cluster for its own end. */
  close: () => Promise<void>;
}

const usualTimes: WorldTimes = { callDeadlineMs: 10_000, watchMs: 30_000, stallMs: 35_000 };
const shortTimes: WorldTimes = { callDeadlineMs: 3_000, watchMs: 6_000, stallMs: 8_000 };

/** Opens a world; nothing runs in it yet. */
export async function openWorld(grounds: Grounds, options: WorldOptions): Promise<World> {
  const random = createRandom(options.seed);
  const times = options.realTimes ? usualTimes : shortTimes;
  const teamSlug = `f${randomBytes(5).toString('hex')}`;
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-world-'));
  const urls = await copyTemplate(grounds.databaseAdminUrl, 'bailiwick_template');
  const database = createDatabase(urls.ownerUrl, 5);
  await keepReadyLog(database);
  const people = await settle(database, urls.webUrl, teamSlug);
  // Who judges is patient: how soon the API server answers him on a busy machine is no promise of the product.
  const transport = createTransport(await loadConnection(grounds.adminKubeconfig), 16, 60_000);
  const journal = createJournal(teamSlug);
  const api = await openApiProxy(grounds.provisionerKubeconfig, journal.witness);
  // The proxies ask for chance with every piece: what a row chooses must not depend on how many there were.
  const wire = await openTcpProxy(
    { port: Number(new URL(api.server).port) },
    createRandom(options.seed + 1).next,
  );
  const sql = await openSqlProxy(Number(new URL(urls.provisionerUrl).port));
  const sqlWire = await openTcpProxy({ port: sql.port }, createRandom(options.seed + 2).next);
  const kubeconfig = `${api.kubeconfig}.wire`;
  const throughWire = readFileSync(api.kubeconfig, 'utf8').replaceAll(
    api.server,
    `https://127.0.0.1:${wire.port}`,
  );
  writeFileSync(kubeconfig, throughWire, { mode: 0o600 });
  const replicas: Replica[] = [];
  const atClose: World['atClose'] = [];
  const given = {
    DATABASE_URL: urls.provisionerUrl.replace(/:\d+\//, `:${sqlWire.port}/`),
    KUBECONFIG: kubeconfig,
    BAILIWICK_CALL_DEADLINE_MS: String(times.callDeadlineMs),
    BAILIWICK_WATCH_MS: String(times.watchMs),
    BAILIWICK_STALL_MS: String(times.stallMs),
  };
  return {
    seed: options.seed,
    random,
    realTimes: options.realTimes,
    times,
    database,
    urls,
    admin: createResources<ObservedObject>(transport, 'kubectl-edit'),
    transport,
    people,
    wire,
    sqlWire,
    sql,
    api,
    journal,
    blocked: new Map(),
    dir,
    kubeconfig,
    replicas,
    timings: [],
    baseLine: null,
    controlPlane: grounds.controlPlane ?? null,
    databaseServer: grounds.database ?? null,
    startReplica: async (name, variables = {}, nodeArguments = []) => {
      const logFile = join(dir, `${name}-${replicas.length}.log`);
      const replica = await startReplica(name, { ...given, ...variables }, logFile, nodeArguments);
      replicas.push(replica);
      return replica;
    },
    atClose,
    close: async () => {
      for (const end of atClose) await end();
      for (const replica of replicas) await replica.end('SIGKILL');
      await Promise.all([wire.close(), sqlWire.close(), sql.close(), api.close(), transport.close()]);
      await database.$disconnect();
      await urls.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The database server of a row that asked for one of its own. */
export function ownDatabase({ databaseServer }: World): OwnDatabase {
  if (databaseServer === null) throw new Error('The row has no database server of its own.');
  return databaseServer;
}
