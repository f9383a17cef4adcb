import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { loadSchemaEngine } from './schema-engine.ts';

const prismaDir = join(projectRoot, 'prisma');

/**
 * Applies the committed migrations that are missing, as `prisma migrate deploy` would, and names them. `wanted` are the only ones to
 * apply, or the name of the last one: a backup goes into a database as old as itself, and tests look at what a later one makes of it.
 */
export async function migrate(ownerUrl: string, wanted?: string | readonly string[]): Promise<string[]> {
  const { SchemaEngine } = await loadSchemaEngine();
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  const schema: [string, string] = ['schema.prisma', readFileSync(join(prismaDir, 'schema.prisma'), 'utf8')];
  const engine = await SchemaEngine.new({ datamodels: [schema] }, () => undefined, factory);
  try {
    const result = await engine.applyMigrations({
      migrationsList: readMigrations(wanted),
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.appliedMigrationNames;
  } catch (error) {
    throw failure(
      `The database could not be migrated: ${error instanceof Error ? error.message : error}`,
      error,
    );
  } finally {
    engine.free();
    await pool.end();
  }
}

// The adapter cuts a script at each semicolon, also inside function bodies. Sent whole, PostgreSQL
// parses it itself and runs it in one transaction, so a migration applies fully or not at all.
function wholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    connection.executeScript = async (script) => {
      await pool.query(script);
    };
    return connection;
  };
  return factory;
}

/** The names of the committed migrations, in their order. */
export function listCommitted(): string[] {
  return readdirSync(join(prismaDir, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readMigrations(wanted?: string | readonly string[]) {
  const baseDir = join(prismaDir, 'migrations');
  const lock = join(baseDir, 'migration_lock.toml');
  const isWanted = (name: string) =>
    wanted === undefined || (typeof wanted === 'string' ? name <= wanted : wanted.includes(name));
  const names = listCommitted().filter(isWanted);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
