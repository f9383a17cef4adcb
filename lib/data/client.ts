import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/client.ts';
import { impatientSocket } from './impatient-socket.ts';
import { inSequence } from './in-sequence.ts';
import { createStatementNames } from './statement-names.ts';

export type Database = PrismaClient;
/** A database or a transaction of it: what queries take. */
export type Queryable = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

// How long a server may be silent.
const silentMs = 30_000;
// What waits for a lock of its team, or for a busy server, needs longer than Prisma's own limits of 2 and 5 seconds.
const transactionOptions = { maxWait: 10_000, timeout: 20_000 };

/**
 * Opens a pool of its own; the caller ends it with `$disconnect`. No call waits for ever: not for a free connection, a lock, or
 * a server that does not answer, and whoever freezes within a transaction loses it. The server gives a statement up first,
 * which leaves its connection whole; a silent one is torn down, so that nobody gets it with half a transaction in it.
 */
export function createDatabase(url: string, poolSize = 10, patienceMs = silentMs): Database {
  const config = {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: patienceMs / 2,
    statement_timeout: patienceMs * 0.75,
    // Shorter than a lease: what a frozen process holds locked is free before another one takes over.
    idle_in_transaction_session_timeout: patienceMs / 3,
    stream: () => impatientSocket(patienceMs),
  };
  // The adapter's type leaves out that a statement may have no name.
  const statementNameGenerator = createStatementNames() as (query: { sql: string }) => string;
  const factory = new PrismaPg(config, { statementNameGenerator });
  const database = new PrismaClient({ adapter: inSequence(factory), transactionOptions });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    pools.set(database, adapter.underlyingDriver());
    return adapter;
  };
  return database;
}

const pools = new WeakMap<Database, Pool>();

/** The connections of a database's pool, and the calls that wait for one: for metrics. */
export function poolState(database: Database): { busy: number; idle: number; waiting: number } {
  const pool = pools.get(database);
  if (pool === undefined) return { busy: 0, idle: 0, waiting: 0 };
  const { totalCount, idleCount, waitingCount } = pool;
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

// Next's hot reload loads modules anew; the pool must not multiply with it.
const cache = globalThis as typeof globalThis & { bailiwickDatabase?: { url: string; database: Database } };

/** The process's database, opened at first use from DATABASE_URL. */
export function getDatabase(): Database {
  if (cache.bailiwickDatabase) return cache.bailiwickDatabase.database;
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. It names the PostgreSQL database of the portal.');
  return openDatabase(url);
}

/** Points the process at another database: for tests and for tools. */
export function openDatabase(url: string): Database {
  if (cache.bailiwickDatabase?.url === url) return cache.bailiwickDatabase.database;
  const database = createDatabase(url);
  cache.bailiwickDatabase = { url, database };
  return database;
}
