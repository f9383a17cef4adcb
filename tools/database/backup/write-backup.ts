import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { failure } from '#tools/process/failure.ts';
import { withClient } from '../with-client.ts';
import { type End, endOfRows, type Head, type Sum, type Summary, type TableHead } from './format.ts';
import { columnList, listMigrations, listSequences, listTables, type Table } from './tables.ts';

/**
 * Writes everything that the database holds to a new file that only its owner can read, as it was at one moment; everybody
 * may go on working. The file has its name only once it is whole and on the disk.
 */
export async function writeBackup(ownerUrl: string, file: string): Promise<Summary> {
  const partial = `${file}.partial`;
  // Taken first: where a file of that name is, nothing is overwritten.
  await (await open(file, 'wx', 0o600).catch(refuseFile(file))).close();
  try {
    await rm(partial, { force: true });
    const summary = await withClient(ownerUrl, (client) => inSnapshot(client, partial));
    await rename(partial, file);
    await onDisk(dirname(file));
    return summary;
  } catch (error) {
    await Promise.all([rm(partial, { force: true }), rm(file, { force: true })]);
    throw error;
  }
}

function refuseFile(file: string) {
  return (error: NodeJS.ErrnoException): never => {
    const why = error.code === 'EEXIST' ? 'it is there already' : error.message;
    throw failure(`${file} can't be written: ${why}.`, error);
  };
}

async function inSnapshot(client: pg.Client, partial: string): Promise<Summary> {
  // What is read must not depend on how the server shows times, and may take longer than a page may.
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`);
  await client.query(`SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1`);
  const migrations = await listMigrations(client);
  if (migrations.length === 0) throw failure('This is no database of Bailiwick: no migration was applied.');
  const summary: Summary = {
    head: { bailiwickBackup: 1, at: new Date().toISOString(), migrations },
    rows: {},
  };
  const target = createWriteStream(partial, { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.from(content(client, summary)), createGzip(), target);
  await onDisk(partial);
  return summary;
}

async function* content(client: pg.Client, { head, rows }: Summary): AsyncGenerator<Buffer> {
  yield line(head);
  const tables = await listTables(client);
  for (const table of tables) {
    yield line({ table: table.name, columns: table.columns });
    const sum = yield* rowsOf(client, table);
    rows[table.name] = sum.rows;
    yield Buffer.from(`${endOfRows}\n`);
    yield line(sum);
  }
  yield line({ end: true, tables: tables.length, sequences: await listSequences(client) });
}

async function* rowsOf(client: pg.Client, table: Table): AsyncGenerator<Buffer, Sum> {
  const copy = client.query(
    copyTo(`COPY ${pg.escapeIdentifier(table.name)} (${columnList(table)}) TO STDOUT`),
  );
  const hash = createHash('sha256');
  for await (const chunk of copy) {
    hash.update(chunk);
    yield chunk;
  }
  return { rows: copy.rowCount, sha256: hash.digest('hex') };
}

function line(value: Head | TableHead | Sum | End): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}
