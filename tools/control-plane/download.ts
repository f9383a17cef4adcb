import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failure } from '#tools/process/failure.ts';
import { type Program, versions } from './version.ts';

/** Where releases are downloaded from. */
export interface Mirrors {
  kubernetes: string;
  etcd: string;
}

/** The official places, or the mirrors named in the environment. */
export function mirrorsFrom(env: NodeJS.ProcessEnv): Mirrors {
  return {
    kubernetes: env.BAILIWICK_KUBERNETES_MIRROR ?? 'https://dl.k8s.io',
    etcd: env.BAILIWICK_ETCD_MIRROR ?? 'https://github.com/etcd-io/etcd/releases/download',
  };
}

type Report = (line: string) => void;

/**
 * Downloads the release binaries and verifies each against the checksum published beside it.
 * Returns why it was not possible, or undefined when all is there; a wrong checksum is a failure, never a reason to go on.
 */
export async function downloadBinaries(
  into: string,
  mirrors: Mirrors,
  report: Report,
): Promise<string | undefined> {
  if (process.platform !== 'linux') return `no server binaries are published for ${process.platform}`;
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (!arch) return `no server binaries are published for ${process.arch}`;
  try {
    for (const program of ['kube-apiserver', 'kube-controller-manager', 'kubectl'] as const) {
      await downloadKubernetes(program, arch, into, mirrors.kubernetes, report);
    }
    await downloadEtcd(arch, into, mirrors.etcd, report);
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'Unreachable') return error.message;
    throw error;
  }
}

async function downloadKubernetes(
  program: Program,
  arch: string,
  into: string,
  base: string,
  report: Report,
) {
  const url = `${base}/${versions().kubernetes}/bin/linux/${arch}/${program}`;
  const checksum = (await get(`${url}.sha256`)).toString('utf8').trim().split(/\s/)[0];
  const content = await getVerified(url, checksum, report);
  await writeFile(join(into, program), content);
  await chmod(join(into, program), 0o755);
}

async function downloadEtcd(arch: string, into: string, base: string, report: Report) {
  const version = versions().etcd;
  const name = `etcd-${version}-linux-${arch}`;
  const sums = (await get(`${base}/${version}/SHA256SUMS`)).toString('utf8');
  const checksum = sums
    .split('\n')
    .find((line) => line.trim().endsWith(` ${name}.tar.gz`))
    ?.split(/\s/)[0];
  const content = await getVerified(`${base}/${version}/${name}.tar.gz`, checksum, report);
  const unpacked = join(into, 'etcd.unpacked');
  await mkdir(unpacked);
  await writeFile(join(unpacked, 'archive.tar.gz'), content);
  await promisify(execFile)('tar', ['-xzf', 'archive.tar.gz', `${name}/etcd`], { cwd: unpacked });
  await rename(join(unpacked, name, 'etcd'), join(into, 'etcd'));
  await rm(unpacked, { recursive: true });
}

/** What is at this address, if its checksum is the published one. */
export async function getVerified(
  url: string,
  checksum: string | undefined,
  report: Report,
): Promise<Buffer> {
  report(`downloading ${url}`);
  const content = await get(url);
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== checksum) {
    throw failure(
      `The checksum of ${url} is ${actual}, but ${checksum ?? 'none'} is published. Nothing of it was kept.`,
    );
  }
  return content;
}

/** What is at this address; an error named Unreachable where there is no way to know. */
export async function get(url: string): Promise<Buffer> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(10 * 60_000) });
  } catch (error) {
    throw unreachable(`${new URL(url).host} can't be reached`, { cause: error });
  }
  if (!response.ok) throw unreachable(`${url} answers ${response.status}`);
  try {
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw unreachable(`${url} broke off`, { cause: error });
  }
}

function unreachable(message: string, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), { name: 'Unreachable' });
}
