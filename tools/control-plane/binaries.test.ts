import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ResolveOptions, resolveBinaries } from './binaries.ts';
import { programs, versions } from './version.ts';

// A mirror on the loopback address with releases of our own making, in the layout of the official places.
let server: Server;
let base: string;
let broken: string | undefined;
const files = new Map<string, Buffer>();
const { kubernetes, etcd } = versions();
const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

beforeAll(async () => {
  for (const program of ['kube-apiserver', 'kube-controller-manager', 'kubectl']) {
    const content = Buffer.from(`#!/bin/sh\necho downloaded ${program}\n`);
    files.set(`/${kubernetes}/bin/linux/${arch}/${program}`, content);
    files.set(`/${kubernetes}/bin/linux/${arch}/${program}.sha256`, Buffer.from(sha256(content)));
  }
  const name = `etcd-${etcd}-linux-${arch}`;
  const packed = mkdtempSync(join(tmpdir(), 'mirror-'));
  mkdirSync(join(packed, name));
  writeFileSync(join(packed, name, 'etcd'), '#!/bin/sh\n', { mode: 0o755 });
  const archive = execFileSync('tar', ['-czf', '-', '-C', packed, name]);
  files.set(`/${etcd}/${name}.tar.gz`, archive);
  files.set(
    `/${etcd}/SHA256SUMS`,
    Buffer.from(`${'0'.repeat(64)}  other.tar.gz\n${sha256(archive)}  ${name}.tar.gz\n`),
  );
  server = createServer((request, response) => {
    const content = files.get(request.url ?? '');
    response.writeHead(content ? 200 : 404);
    response.end(broken && request.url?.endsWith(broken) ? Buffer.from('tampered') : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe.runIf(process.platform === 'linux')('download', () => {
  test('fetches and verifies every program, and the next start takes the cache', async () => {
    const cache = join(emptyFolder(), 'v1');
    const first = await resolveBinaries(options(cache));
    expect(first.source).toBe('download');
    expect(execFileSync(first.binaries['kube-apiserver'], { encoding: 'utf8' })).toBe(
      'downloaded kube-apiserver\n',
    );
    expect(readdirSync(cache).sort()).toEqual([...programs, 'seals.json'].sort());
    expect((await resolveBinaries({ ...options(cache), mirrors: nowhere })).source).toBe('cache');
  });

  test.each(['/kube-controller-manager', '.tar.gz'])(
    'a wrong checksum of %s fails and leaves nothing',
    async (ending) => {
      broken = ending;
      const folder = emptyFolder();
      const built: string[] = [];
      const build = async (into: string) => void built.push(into);
      await expect(resolveBinaries({ ...options(join(folder, 'v1')), build })).rejects.toThrow(
        /checksum of .* is published/,
      );
      broken = undefined;
      expect(built).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('order of choice', () => {
  test('KUBEBUILDER_ASSETS goes before the cache', async () => {
    const [assets, cache] = [emptyFolder(), join(emptyFolder(), 'v1')];
    await fakeBuild(assets);
    mkdirSync(cache);
    await fakeBuild(cache);
    const { binaries, source } = await resolveBinaries({ ...options(cache), assets });
    expect([source, binaries.etcd]).toEqual(['KUBEBUILDER_ASSETS', join(assets, 'etcd')]);
  });

  test('a program KUBEBUILDER_ASSETS lacks is named', async () => {
    await expect(
      resolveBinaries({ ...options(join(emptyFolder(), 'v1')), assets: emptyFolder() }),
    ).rejects.toThrow(/has no etcd/);
  });

  test('where nothing can be downloaded the programs are built, once', async () => {
    const cache = join(emptyFolder(), 'v1');
    const { binaries, source } = await resolveBinaries({
      ...options(cache),
      mirrors: nowhere,
      build: fakeBuild,
    });
    expect(source).toBe('build');
    expect(readFileSync(binaries.kubectl, 'utf8')).toContain('built');
  });

  test('a build that fails leaves nothing half done in the cache', async () => {
    const folder = emptyFolder();
    const build = async (into: string) => {
      writeFileSync(join(into, 'etcd'), 'half');
      throw new Error('no space');
    };
    await expect(
      resolveBinaries({ ...options(join(folder, 'v1')), mirrors: nowhere, build }),
    ).rejects.toThrow('no space');
    expect(existsSync(join(folder, 'v1'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('with neither network nor Go the error names the ways out', async () => {
    const none = { ...options(join(emptyFolder(), 'v1')), mirrors: nowhere };
    await expect(resolveBinaries(none)).rejects.toThrow(
      /install Go[\s\S]*KUBEBUILDER_ASSETS[\s\S]*--cluster/,
    );
  });
});

// Port 9 (discard) refuses connections on the loopback address.
const nowhere = { kubernetes: 'http://127.0.0.1:9', etcd: 'http://127.0.0.1:9' };

function options(cache: string): ResolveOptions {
  return { cache, assets: undefined, mirrors: { kubernetes: base, etcd: base }, build: undefined };
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'binaries-'));
}

async function fakeBuild(into: string): Promise<void> {
  for (const program of programs) {
    writeFileSync(join(into, program), '#!/bin/sh\necho built\n');
    chmodSync(join(into, program), 0o755);
  }
}
