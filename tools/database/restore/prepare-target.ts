import pg from 'pg';
import { failure } from '#tools/process/failure.ts';
import { until } from '#tools/test/until.ts';
import { listAllTables, listMigrations } from '../backup/tables.ts';
import { listCommitted, migrate } from '../migrate.ts';
import { withClient } from '../with-client.ts';

/** Makes the target as old as the backup, or refuses; what was never migrated is migrated so far and no further. */
export async function prepareTarget(ownerUrl: string, wanted: readonly string[]): Promise<void> {
  const committed = listCommitted();
  const unknown = wanted.filter((name) => !committed.includes(name));
  if (unknown.length > 0)
    throw failure(
      `The backup was made by a newer version: ${unknown.join(', ')} is not known here. Use that version.`,
    );
  const found = await withClient(ownerUrl, listMigrations);
  if (found.length === 0) await migrate(ownerUrl, wanted);
  else if (found.join() !== wanted.join())
    throw failure(
      'The database was migrated to another version than the backup is of. Give it a new, empty database: it will be migrated to the ' +
        'version of the backup first, and then on.',
    );
}

// A session that was just closed is listed for a moment longer.
const patienceMs = 1_500;

/** Refuses while anybody else is connected: what works on the database would go on with what it knew before. */
export async function refuseOthers(client: pg.Client): Promise<void> {
  let who: string[] = [];
  const isAlone = async () => {
    const { rows } = await client.query<{ who: string }>(`
      SELECT DISTINCT usename::text AS who FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL ORDER BY 1`);
    who = rows.map((row) => row.who);
    return who.length === 0;
  };
  await until(isAlone, { deadlineMs: patienceMs, what: 'others to leave', everyMs: 100 }).catch((error) => {
    if (who.length === 0) throw error;
    throw failure(
      `Somebody is connected to the database: ${who.join(', ')}. Stop the web servers, provisioners and all others first.`,
    );
  });
}

/** Refuses a database with rows, unless they are to be replaced. Tables are locked until the transaction ends. */
export async function refuseRows(client: pg.Client, replaces: boolean): Promise<void> {
  const names = (await listAllTables(client)).map((name) => pg.escapeIdentifier(name));
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  if (replaces) return;
  const full = [];
  for (const name of names)
    if ((await client.query(`SELECT FROM ${name} LIMIT 1`)).rowCount !== 0) full.push(name);
  if (full.length > 0)
    throw failure(
      `The database is not empty: there are rows in ${full.join(', ')}. --replace deletes all that it holds.`,
    );
}
