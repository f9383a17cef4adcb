import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { projectRoot } from '#tools/process/roots.ts';

/** When and on what a soak ends: day, commit, and how busy the machine is. */
export function aboutNow(): string {
  return `${new Date().toISOString().slice(0, 10)}, commit ${currentCommit()}, load average ${currentLoad()}`;
}

/** The commit that is checked out, as seven digits. */
export function currentCommit(): string {
  const args = ['rev-parse', '--short=7', 'HEAD'];
  return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
}

/** The load average of the last minute. */
export function currentLoad(): number {
  return Math.round(loadavg()[0] ?? 0);
}
