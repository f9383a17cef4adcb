import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { goVersion } from '#tools/control-plane/build.ts';
import { isProgram } from '#tools/control-plane/cache.ts';
import { failure } from '#tools/process/failure.ts';
import { withLock } from '#tools/process/lock.ts';

const run = promisify(execFile);
const programs = ['promtool', 'prometheus'] as const;
type Programs = Record<(typeof programs)[number], string>;

/** promtool and Prometheus of the version that go.mod pins: from the user's cache, or built with Go, once. */
export async function resolvePrometheus(report: (line: string) => void): Promise<Programs> {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const cache = join(base, 'bailiwick', 'prometheus', version());
  const isThere = () => programs.every((program) => isProgram(join(cache, program)));
  if (!isThere()) {
    await mkdir(dirname(cache), { recursive: true });
    const waiting = (pid: number) => report(`waiting for process ${pid}, which builds Prometheus already`);
    await withLock(`${cache}.lock`, async () => isThere() || fill(cache, report), waiting);
  }
  return { promtool: join(cache, 'promtool'), prometheus: join(cache, 'prometheus') };
}

// Filled beside the cache and moved there when complete, so that nobody ever runs half a binary.
async function fill(cache: string, report: (line: string) => void): Promise<void> {
  if (!(await goVersion()))
    throw failure(
      'promtool and Prometheus are built with Go: install Go 1.21 or newer (it fetches the rest).',
    );
  const into = await mkdtemp(`${cache}.new-`);
  try {
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
    await rm(cache, { recursive: true, force: true });
    await rename(into, cache);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, 'go.mod'), 'utf8');
  const found = /^require github\.com\/prometheus\/prometheus (v\S+)/m.exec(text)?.[1];
  if (found === undefined) throw new Error('go.mod does not name Prometheus');
  return found;
}
