import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { failure } from '#tools/process/failure.ts';
import { type End, endOfRows, type Head, lines, type Summary, type TableHead } from './format.ts';
import { createLineReader, type LineReader } from './line-reader.ts';

/** What is done with the parts of a backup as they come. */
export interface BackupSink {
  head: (head: Head) => Promise<void>;
  /** Takes all rows of a table; answers how many there were. */
  rows: (table: TableHead, rows: AsyncIterable<Buffer>) => Promise<number>;
  end: (end: End) => Promise<void>;
}

/** Reads a backup to its end; fails on the first thing that is not as it was written. */
export async function readBackup(file: string, sink: BackupSink): Promise<Summary> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  const reader = createLineReader(source.pipe(gunzip));
  try {
    return await readAll(reader, sink);
  } catch (error) {
    throw isDamage(error)
      ? failure(`${file} is not a whole backup: ${(error as Error).message}`, error)
      : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Reads a backup without doing anything with it. */
export function checkBackup(file: string): Promise<Summary> {
  return readBackup(file, {
    head: async () => undefined,
    rows: (_, rows) => countRows(rows),
    end: async () => undefined,
  });
}

/** How many rows there are, without keeping any. */
export async function countRows(rows: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  for await (const chunk of rows) for (const byte of chunk) if (byte === 10) count += 1;
  return count;
}

async function readAll(reader: LineReader, sink: BackupSink): Promise<Summary> {
  const head = await parsed(reader, lines.head);
  await sink.head(head);
  const rows: Summary['rows'] = {};
  for (;;) {
    const next = await parsed(reader, lines.tableOrEnd);
    if ('end' in next) {
      if (next.tables !== Object.keys(rows).length) throw new Error('tables are missing');
      if ((await reader.line()) !== null) throw new Error('something follows its end');
      await sink.end(next);
      return { head, rows };
    }
    const hash = createHash('sha256');
    const count = await sink.rows(next, hashed(reader.until(endOfRows), hash));
    const sum = await parsed(reader, lines.sum);
    if (sum.rows !== count) throw new Error(`${next.table} has ${count} rows instead of ${sum.rows}`);
    if (sum.sha256 !== hash.digest('hex')) throw new Error(`the checksum of ${next.table} is wrong`);
    rows[next.table] = count;
  }
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: { update: (chunk: Buffer) => unknown }) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function parsed<T>(reader: LineReader, schema: z.ZodType<T>): Promise<T> {
  const text = await reader.line();
  if (text === null) throw new Error('its end is missing');
  const result = schema.safeParse(asJson(text));
  if (!result.success) throw new Error('a line is not what it should be');
  return result.data;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// What PostgreSQL refuses is told in its own words.
function isDamage(error: unknown): boolean {
  return error instanceof Error && error.name === 'Error' && !('severity' in error);
}
