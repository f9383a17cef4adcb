import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
/** A database or a transaction of it: what queries take. */
export type Queryable = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** Opens a pool of its own; the caller ends it with `$disconnect`. */
export function createDatabase(url: string, poolSize = 10): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: poolSize }) });
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
