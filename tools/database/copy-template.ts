import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RoleUrls, roleUrls } from './roles.ts';
import { createDatabase } from './server.ts';
import { withClient } from './with-client.ts';

/** A migrated database of its own, with one connection string per role. */
export interface CopiedDatabase extends RoleUrls {
  ownerUrl: string;
  drop: () => Promise<void>;
}

/** Copies the migrated template into a new database. */
export async function copyTemplate(adminUrl: string, template: string): Promise<CopiedDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const ownerUrl = await createDatabase(adminUrl, name, template);
  const drop = () =>
    withClient(adminUrl, async (client) => {
      await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    });
  return { ownerUrl, ...roleUrls(ownerUrl), drop };
}
