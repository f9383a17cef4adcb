import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeFailure } from '#tools/process/failure.ts';
import { type ResolveOptions, resolveBinaries } from './binaries.ts';
import { damageOf } from './cache.ts';
import { programs } from './version.ts';

// Port 9 (discard) refuses connections on the loopback address.
const mirrors = { kubernetes: 'http://127.0.0.1:9', etcd: 'http://127.0.0.1:9' };

/** An empty cache, what is beside it, and a build of ours that counts. */
function begin() {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'));
  const cache = join(folder, 'v1');
  const built: string[] = [];
  const build = async (into: string) => {
    built.push(into);
    writePrograms(into);
  };
  const options: ResolveOptions = { cache, assets: undefined, mirrors, build };
  return { folder, cache, built, options };
}

function writePrograms(into: string): void {
  for (const program of programs) {
    writeFileSync(join(into, program), '#!/bin/sh\necho built\n');
    chmodSync(join(into, program), 0o755);
  }
}

test('two that need the programs at once build them once', async () => {
  const { folder, built, options } = begin();
  const told: string[] = [];
  const ask = () => resolveBinaries({ ...options, report: (line) => told.push(line) });
  const sources = (await Promise.all([ask(), ask(), ask()])).map(({ source }) => source);
  expect(sources.sort()).toEqual(['build', 'cache', 'cache']);
  expect(built).toHaveLength(1);
  expect(told).toContain(`waiting for process ${process.pid}, which obtains them already`);
  expect(readdirSync(folder)).toEqual(['v1']);
});

test('after kill -9 in the middle of a build the next start builds anew, at once', async () => {
  const { folder, cache, built, options } = begin();
  const script = `
    import { writeFileSync } from 'node:fs';
    import { resolveBinaries } from '${import.meta.dirname}/binaries.ts';
    setInterval(() => {}, 1000);
    const build = (into) => new Promise(() => {
      writeFileSync(into + '/etcd', 'half');
      console.log('building');
    });
    await resolveBinaries({ ...${JSON.stringify({ cache, mirrors })}, assets: undefined, build });`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readdirSync(folder)).toHaveLength(2);
  const { binaries, source } = await resolveBinaries(options);
  expect(source).toBe('build');
  expect(built).toHaveLength(1);
  expect(readFileSync(binaries.etcd, 'utf8')).toContain('built');
  expect(readdirSync(folder)).toEqual(['v1']);
});

test.each<[string, (path: string) => void]>([
  ['was cut off', (path) => truncateSync(path, 5)],
  ['grew', (path) => appendFileSync(path, '\n')],
  ['has other content of the same length', (path) => writeFileSync(path, '#!/bin/sh\necho bUilt\n')],
  ['can not be run', (path) => chmodSync(path, 0o644)],
])('a program in the cache that %s is not used', async (_what, spoil) => {
  const { cache, built, options } = begin();
  await resolveBinaries(options);
  spoil(join(cache, 'kubectl'));
  const told: string[] = [];
  const again = await resolveBinaries({ ...options, report: (line) => told.push(line) });
  expect(again.source).toBe('build');
  expect(built).toHaveLength(2);
  expect(told.join()).toContain('kubectl');
  expect(readFileSync(again.binaries.kubectl, 'utf8')).toBe('#!/bin/sh\necho built\n');
});

test('a program that was only touched is read, and believed', async () => {
  const { cache, built, options } = begin();
  await resolveBinaries(options);
  utimesSync(join(cache, 'kubectl'), 1, 1);
  expect((await resolveBinaries(options)).source).toBe('cache');
  expect(built).toHaveLength(1);
});

test('a cache of before there were seals is taken if its programs run, and else replaced', async () => {
  const old = begin();
  mkdirSync(old.cache);
  writePrograms(old.cache);
  expect((await resolveBinaries(old.options)).source).toBe('cache');
  expect(existsSync(join(old.cache, 'seals.json'))).toBe(true);

  const spoilt = begin();
  mkdirSync(spoilt.cache);
  writePrograms(spoilt.cache);
  writeFileSync(join(spoilt.cache, 'etcd'), '#!/bin/sh\nexit 1\n');
  expect((await resolveBinaries(spoilt.options)).source).toBe('build');
});

test('a cache that only its owner writes is used without seals, after its programs were tried', async () => {
  const { folder, cache, built, options } = begin();
  mkdirSync(cache);
  writePrograms(cache);
  chmodSync(folder, 0o755);
  chmodSync(cache, 0o555);
  expect((await asNobody(() => resolveBinaries(options))).source).toBe('cache');
  expect(readdirSync(cache).sort()).toEqual([...programs].sort());
  expect(built).toEqual([]);

  writeFileSync(join(folder, 'useless'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  chmodSync(cache, 0o755);
  renameSync(join(folder, 'useless'), join(cache, 'etcd'));
  chmodSync(cache, 0o555);
  expect(await asNobody(() => damageOf(cache))).toContain('etcd does not run');
  chmodSync(cache, 0o755);
});

/** Root may write everywhere, so that as root the work is done with the rights of a user who owns nothing. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('a full disk is named, and nothing half done is kept', async () => {
  const { folder, options } = begin();
  const build = async (into: string) => {
    writeFileSync(join(into, 'etcd'), 'half');
    throw new Error('go: link: /tmp/b001/exe/a.out: no space left on device');
  };
  const failed = await resolveBinaries({ ...options, build }).catch((error: unknown) => error);
  expect(describeFailure(failed)).toMatch(/^The disk is full/);
  expect(readdirSync(folder)).toEqual([]);
});
