import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '#tools/process/lock.ts';
import { isProgram } from './cache.ts';
import { required, userCache } from './version.ts';

/** Programs that the project's own commands obtain once, for all checkouts of a person. */
export interface CachedPrograms {
  /** The folder in the user's cache; one below it for each version. */
  name: string;
  version: string;
  programs: readonly string[];
  /** Puts the programs into a folder, and fails unless they run. */
  obtain: (into: string) => Promise<void>;
  report: (line: string) => void;
}

/** The folder with the programs of that version; of several who ask at once, one obtains them. */
export async function cachedPrograms(wanted: CachedPrograms): Promise<string> {
  const { name, version, programs, obtain, report } = wanted;
  const cache = userCache(name, version);
  const isThere = () => programs.every((program) => isProgram(join(cache, program)));
  if (isThere()) return cache;
  await mkdir(dirname(cache), { recursive: true });
  const waiting = (pid: number) => report(`waiting for process ${pid}, which obtains ${name} already`);
  await withLock(`${cache}.lock`, async () => isThere() || fill(cache, obtain), waiting);
  return cache;
}

// Filled beside the cache and moved there when complete, so that nobody ever runs half a binary.
async function fill(cache: string, obtain: CachedPrograms['obtain']): Promise<void> {
  const into = await mkdtemp(`${cache}.new-`);
  try {
    await obtain(into);
    await rm(cache, { recursive: true, force: true });
    await rename(into, cache);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** The version of a module that the go.mod in this folder pins. */
export function pinnedVersion(folder: string, module: string): string {
  return required(readFileSync(join(folder, 'go.mod'), 'utf8'), module);
}
