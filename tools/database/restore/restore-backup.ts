import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { failure } from '#tools/process/failure.ts';
import type { End, Head, Summary, TableHead } from '../backup/format.ts';
import { checkBackup, countRows, readBackup } from '../backup/read-backup.ts';
import { columnList, listAllTables, listTables, type Table } from '../backup/tables.ts';
import { migrate } from '../migrate.ts';
import { withClient } from '../with-client.ts';
import { prepareTarget, refuseOthers, refuseRows } from './prepare-target.ts';
import { withoutTriggers } from './without-triggers.ts';

/** What was restored, and the migrations that brought it up to date afterwards. */
export interface Restored extends Summary {
  /** Tables of the backup that are none of ours: somebody else has to make and fill them. */
  skipped: string[];
  migrated: string[];
}

/**
 * Puts a backup into an empty database, or with `replaces` into one whose rows it deletes. The file is read to its end before
 * anything is touched; then all rows come in one transaction, each as it was, and only after it newer migrations.
 */
export async function restoreBackup(ownerUrl: string, file: string, replaces = false): Promise<Restored> {
  const { head } = await checkBackup(file);
  await prepareTarget(ownerUrl, head.migrations);
  const restored = await withClient(ownerUrl, async (client) => {
    await refuseOthers(client);
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    await refuseRows(client, replaces);
    const summary = await withoutTriggers(client, () => putRows(client, file, head));
    await recordRestore(client, summary);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return summary;
  });
  return { ...restored, migrated: await migrate(ownerUrl) };
}

async function putRows(client: pg.Client, file: string, expected: Head) {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  const all = (await listAllTables(client)).map((name) => pg.escapeIdentifier(name));
  await client.query(`TRUNCATE ${all.join(', ')}`);
  const summary = await readBackup(file, {
    head: async (head) => {
      if (head.at !== expected.at) throw failure(`${file} was changed while it was read.`);
    },
    rows: (table, rows) => {
      const own = tables.get(table.table);
      return own === undefined ? countRows(rows) : putTable(client, fitting(table, own), rows);
    },
    end: (end) => setSequences(client, end),
  });
  const missing = [...tables.keys()].filter((name) => !(name in summary.rows));
  if (missing.length > 0) throw failure(`The backup has nothing of ${missing.join(', ')}.`);
  return { ...summary, skipped: Object.keys(summary.rows).filter((name) => !tables.has(name)) };
}

function fitting({ table, columns }: TableHead, own: Table): Table {
  const isSame = [...own.columns].sort().join() === [...columns].sort().join();
  if (!isSame) throw failure(`The table ${table} of the backup has other columns than the database.`);
  return { name: table, columns };
}

async function putTable(client: pg.Client, table: Table, rows: AsyncIterable<Buffer>): Promise<number> {
  const name = pg.escapeIdentifier(table.name);
  const copy = client.query(copyFrom(`COPY ${name} (${columnList(table)}) FROM STDIN`));
  await pipeline(rows, copy);
  const { rows: counted } = await client.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
  return Number(counted[0]?.count);
}

async function setSequences(client: pg.Client, { sequences }: End): Promise<void> {
  for (const { name, last } of sequences)
    await client.query(`SELECT setval(to_regclass($1), greatest($2::bigint, 1), $2::bigint > 0)`, [
      pg.escapeIdentifier(name),
      last,
    ]);
}

async function recordRestore(client: pg.Client, { head, rows }: Summary): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, after)
     VALUES (gen_random_uuid(), 'operator', 'database.restore', 'database', $1, $2, $3)`,
    [head.at, `backup of ${head.at}`, JSON.stringify({ rows })],
  );
}
