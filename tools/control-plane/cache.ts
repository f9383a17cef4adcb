import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Program, programs } from './version.ts';

/** How a program was when it was put into the cache. */
interface Seal {
  size: number;
  changedAt: number;
  sha256: string;
}

type Seals = Record<Program, Seal>;

const file = (dir: string) => join(dir, 'seals.json');

/** Whether there is a program of this name that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is wrong with the programs in this folder, in words; undefined if each is as it was sealed. A file whose size and
 * time are unchanged is believed, any other is read. A folder without seals is sealed if its programs run; where nothing
 * can be written its programs are tried at every start instead.
 */
export async function damageOf(dir: string): Promise<string | undefined> {
  const missing = programs.find((program) => !isProgram(join(dir, program)));
  if (missing) return `${missing} is missing`;
  const seals = readSeals(dir);
  if (!seals) return seal(dir);
  for (const program of programs) {
    const path = join(dir, program);
    const { size, mtimeMs } = await stat(path);
    const known = seals[program];
    if (size === known.size && mtimeMs === known.changedAt) continue;
    if (size !== known.size || (await hashOf(path)) !== known.sha256) return `${program} was changed`;
  }
  return undefined;
}

/**
 * Tries every program and writes down how it is, unless the folder is read-only; answers what does not run, in words,
 * and then seals nothing.
 */
export async function seal(dir: string): Promise<string | undefined> {
  const seals: Partial<Seals> = {};
  for (const program of programs) {
    const path = join(dir, program);
    const question = program === 'kubectl' ? ['version', '--client'] : ['--version'];
    try {
      await promisify(execFile)(path, question, { timeout: 60_000 });
    } catch (error) {
      return `${program} does not run (${error instanceof Error ? error.message.split('\n')[0] : error})`;
    }
    const { size, mtimeMs } = await stat(path);
    seals[program] = { size, changedAt: mtimeMs, sha256: await hashOf(path) };
  }
  writeSeals(dir, seals);
  return undefined;
}

function writeSeals(dir: string, seals: Partial<Seals>): void {
  const begun = `${file(dir)}.${process.pid}`;
  try {
    writeFileSync(begun, JSON.stringify(seals, null, 2));
    renameSync(begun, file(dir));
  } catch (error) {
    // Others may share a folder that only its owner writes. A full disk is no such case and stays an error.
    if (!isReadOnly(error)) throw error;
  }
}

function isReadOnly(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
  );
}

function readSeals(dir: string): Seals | undefined {
  try {
    const seals = JSON.parse(readFileSync(file(dir), 'utf8')) as Seals;
    return programs.every((program) => seals[program]?.sha256) ? seals : undefined;
  } catch {
    return undefined;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
