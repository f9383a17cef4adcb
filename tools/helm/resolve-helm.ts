import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { goVersion } from '#tools/control-plane/build.ts';
import { isProgram } from '#tools/control-plane/cache.ts';
import { get, getVerified } from '#tools/control-plane/download.ts';
import { failure } from '#tools/process/failure.ts';
import { withLock } from '#tools/process/lock.ts';

const run = promisify(execFile);
type Report = (line: string) => void;

/** The path of a Helm of the version that go.mod pins: from the user's cache, a verified download, or a build with Go. */
export async function resolveHelm(report: Report): Promise<string> {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const cache = join(base, 'bailiwick', 'helm', helmVersion());
  const helm = join(cache, 'helm');
  if (isProgram(helm)) return helm;
  await mkdir(dirname(cache), { recursive: true });
  const waiting = (pid: number) => report(`waiting for process ${pid}, which obtains Helm already`);
  await withLock(`${cache}.lock`, () => fill(cache, report), waiting);
  return helm;
}

// Filled beside the cache and moved there when complete, so that nobody ever runs half a binary.
async function fill(cache: string, report: Report): Promise<void> {
  if (isProgram(join(cache, 'helm'))) return;
  const into = await mkdtemp(`${cache}.new-`);
  try {
    await obtain(into, report);
    await run(join(into, 'helm'), ['version']);
    await rm(cache, { recursive: true, force: true });
    await rename(into, cache);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

async function obtain(into: string, report: Report): Promise<void> {
  try {
    await download(into, report);
  } catch (error) {
    // A wrong checksum is a failure, never a reason to go on.
    if (!(error instanceof Error) || error.name !== 'Unreachable') throw error;
    report(`download not possible (${error.message})`);
    if (!(await goVersion()))
      throw failure(`Helm can neither be downloaded (${error.message}) nor built (no Go).`);
    await build(into, report);
  }
}

async function download(into: string, report: Report): Promise<void> {
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const name = `${process.platform}-${arch}`;
  const base = process.env.BAILIWICK_HELM_MIRROR ?? 'https://get.helm.sh';
  const url = `${base}/helm-${helmVersion()}-${name}.tar.gz`;
  const checksum = (await get(`${url}.sha256sum`)).toString('utf8').split(/\s/)[0];
  await writeFile(join(into, 'archive.tar.gz'), await getVerified(url, checksum, report));
  await run('tar', ['-xzf', 'archive.tar.gz', '--strip-components=1', `${name}/helm`], { cwd: into });
  await rm(join(into, 'archive.tar.gz'));
}

// With the flags and the Kubernetes modules of the control plane's build, so that Go compiles what both have only once.
async function build(into: string, report: Report): Promise<void> {
  report('building Helm with Go (some minutes, only once)');
  const options = ['build', '-trimpath', '-mod=readonly', '-ldflags', '-s -w', '-o', join(into, 'helm')];
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' };
  await run('go', [...options, 'helm.sh/helm/v3/cmd/helm'], { cwd: import.meta.dirname, env });
}

function helmVersion(): string {
  const text = readFileSync(join(import.meta.dirname, 'go.mod'), 'utf8');
  const version = /^\s*helm\.sh\/helm\/v3 (v\S+)/m.exec(text)?.[1];
  if (version === undefined) throw new Error('go.mod does not name Helm');
  return version;
}
