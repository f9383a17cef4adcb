import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goVersion } from '#tools/control-plane/build.ts';
import { cachedPrograms, pinnedVersion } from '#tools/control-plane/cached-programs.ts';
import { failure } from '#tools/process/failure.ts';

const run = promisify(execFile);
const programs = ['promtool', 'prometheus'] as const;
type Programs = Record<(typeof programs)[number], string>;

/** promtool and Prometheus of the version that go.mod pins: from the user's cache, or built with Go, once. */
export async function resolvePrometheus(report: (line: string) => void): Promise<Programs> {
  const version = pinnedVersion(import.meta.dirname, 'github.com/prometheus/prometheus');
  const obtain = (into: string) => build(into, report);
  const cache = await cachedPrograms({ name: 'prometheus', version, programs, obtain, report });
  return { promtool: join(cache, 'promtool'), prometheus: join(cache, 'prometheus') };
}

async function build(into: string, report: (line: string) => void): Promise<void> {
  if (!(await goVersion()))
    throw failure(
      'promtool and Prometheus are built with Go: install Go 1.21 or newer (it fetches the rest).',
    );
  for (const program of programs) {
    report(`building ${program} with Go (some minutes, only once)`);
    // Without service discovery, whose cloud libraries are most of it; the web page is of no use here either.
    const flags = ['-trimpath', '-mod=readonly', '-tags', 'remove_all_sd', '-ldflags', '-s -w'];
    const source = `github.com/prometheus/prometheus/cmd/${program}`;
    await run('go', ['build', ...flags, '-o', join(into, program), source], {
      cwd: import.meta.dirname,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      maxBuffer: 64 * 1024 * 1024,
    });
  }
}
