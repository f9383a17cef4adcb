import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failure } from '#tools/process/failure.ts';
import { type Program, programs, versions } from './version.ts';

const run = promisify(execFile);

const packages: Record<Program, string> = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
};

/** The version of the Go toolchain if it is new enough to build with (1.21 fetches the exact one itself). */
export async function goVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await run('go', ['version']);
    const [, major, minor] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
    return Number(major) > 1 || Number(minor) >= 21 ? stdout.trim() : undefined;
  } catch {
    return undefined;
  }
}

/** Builds all programs from the modules go.mod pins, whose checksums go.sum holds. */
export async function buildBinaries(into: string, report: (line: string) => void): Promise<void> {
  const { kubernetes } = versions();
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubernetes) ?? [];
  const stamp = { gitVersion: kubernetes, gitMajor: major, gitMinor: minor };
  const marks = Object.entries(stamp).map(
    ([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`,
  );
  for (const [index, program] of programs.entries()) {
    report(
      `building ${program} with Go (${index + 1} of ${programs.length}, some minutes in all, only once)`,
    );
    const ldflags = ['-s', '-w', ...marks].join(' ');
    const args = ['build', '-trimpath', '-mod=readonly', '-ldflags', ldflags, '-o', join(into, program)];
    const building = run('go', [...args, packages[program]], {
      cwd: import.meta.dirname,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      maxBuffer: 64 * 1024 * 1024,
    });
    // A start that is given up takes the compiler along; it would go on for minutes.
    const giveUp = () => building.child.kill();
    process.once('exit', giveUp);
    try {
      await building;
    } catch (error) {
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr).slice(-2000) : '';
      throw failure(`Go could not build ${program}:\n${output.trim() || error}`, error);
    } finally {
      process.removeListener('exit', giveUp);
    }
  }
}
