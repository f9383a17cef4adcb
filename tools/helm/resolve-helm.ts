import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goVersion } from '#tools/control-plane/build.ts';
import { cachedPrograms, pinnedVersion } from '#tools/control-plane/cached-programs.ts';
import { get, getVerified } from '#tools/control-plane/download.ts';
import { failure } from '#tools/process/failure.ts';

const run = promisify(execFile);
type Report = (line: string) => void;

/** The path of a Helm of the version that go.mod pins: from the user's cache, a verified download, or a build with Go. */
export async function resolveHelm(report: Report): Promise<string> {
  const obtainWhole = async (into: string) => {
    await obtain(into, report);
    await run(join(into, 'helm'), ['version']);
  };
  const wanted = { name: 'helm', version: helmVersion(), programs: ['helm'], obtain: obtainWhole, report };
  return join(await cachedPrograms(wanted), 'helm');
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

const helmVersion = () => pinnedVersion(import.meta.dirname, 'helm.sh/helm/v3');
