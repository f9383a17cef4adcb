import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type RoleUrls, roleUrls } from '#tools/database/roles.ts';
import { createDatabase } from '#tools/database/server.ts';

/** A migrated database of its own for a test file, with one connection string per role. */
export interface TestDatabase extends RoleUrls {
  ownerUrl: string;
  drop: () => Promise<void>;
}

/** Copies the migrated template into a new database. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('databaseAdminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const ownerUrl = await createDatabase(adminUrl, name, 'bailiwick_template');
  const drop = async () => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    } finally {
      await client.end();
    }
  };
  return { ownerUrl, ...roleUrls(ownerUrl), drop };
}
