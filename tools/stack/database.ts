import { generateClient } from '#tools/database/generate.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins, type RoleUrls } from '#tools/database/roles.ts';
import { createDatabase, startDatabase } from '#tools/database/server.ts';
import { withClient } from '#tools/database/with-client.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';
import type { Supervisor } from './supervisor.ts';

/** The migrated database with a connection string for each role. */
export interface StackDatabase extends RoleUrls {
  ownerUrl: string;
}

/** Starts PostgreSQL (or takes DATABASE_URL) and brings its schema up to date. */
export async function prepareDatabase(
  home: Home,
  port: number,
  progress: Progress,
  supervisor: Supervisor,
): Promise<StackDatabase> {
  const ownerUrl = process.env.DATABASE_URL || (await startOwn(home, port, progress, supervisor));
  return progress.step('Migrations and roles', async (note) => {
    const applied = await migrate(ownerUrl);
    note(tellApplied(applied));
    return { ownerUrl, ...(await giveLogins(ownerUrl)) };
  });
}

/** Writes the Prisma client if the schema changed. */
export function prepareClient(progress: Progress): Promise<void> {
  return progress.step('Prisma client', async (note) => note(await generateClient()));
}

/** Whether the database holds no team yet, so that demo data may go in. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  return withClient(
    ownerUrl,
    async (client) => (await client.query('SELECT 1 FROM team LIMIT 1')).rowCount === 0,
  );
}

/**
 * Users are known by issuer and subject. When the local identity provider had to move to another port, its
 * issuer is another one, and without this everybody would be a stranger.
 */
export async function moveIssuer(ownerUrl: string, from: string, to: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('UPDATE "user" SET issuer = $2 WHERE issuer = $1', [from, to]);
    await client.query('UPDATE admin_bootstrap SET issuer = $2 WHERE issuer = $1', [from, to]);
  });
}

function startOwn(home: Home, port: number, progress: Progress, supervisor: Supervisor): Promise<string> {
  return progress.step('PostgreSQL', async (note) => {
    const dir = home.path('database');
    const server = await startDatabase({ dir, port, report: note, onSpawn: supervisor.record });
    supervisor.adopt([server.child], 'last', server.stop);
    note(`127.0.0.1:${server.port}`);
    return createDatabase(server.adminUrl, 'bailiwick');
  });
}

function tellApplied(names: readonly string[]): string {
  if (names.length === 0) return 'up to date';
  return names.length > 3 ? `applied ${names.length} migrations` : `applied ${names.join(', ')}`;
}
