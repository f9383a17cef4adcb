import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure } from '#tools/process/failure.ts';

/** How to run a PostgreSQL binary: it refuses to run as root, so root runs it as the user `postgres`. */
export interface RunAs {
  user: { uid: number; gid: number } | undefined;
  wrap: (command: string, args: string[]) => { command: string; args: string[] };
}

const plainly: RunAs['wrap'] = (command, args) => ({ command, args });

/** Decides how to run PostgreSQL with this data folder, and hands the folder to that user. */
export function runAs(dataDir: string, binary: string): RunAs {
  if (process.getuid?.() !== 0) return { user: undefined, wrap: plainly };
  const user = postgresUser();
  chownSync(dataDir, user.uid, user.gid);
  if (reaches(user, dataDir) && reaches(user, binary)) return { user, wrap: plainly };
  // The folders above are closed to others, as with `mktemp -d` or /root: keep root's right to pass through them.
  return {
    user: undefined,
    wrap: (command, args) => ({
      command: 'setpriv',
      args: [
        ...['--securebits', '+no_setuid_fixup', '--reuid', String(user.uid), '--regid', String(user.gid)],
        ...['--clear-groups', '--inh-caps', '-all,+dac_override,+dac_read_search'],
        ...['--ambient-caps', '-all,+dac_override,+dac_read_search', '--', command, ...args],
      ],
    }),
  };
}

function postgresUser(): { uid: number; gid: number } {
  try {
    return lookUp();
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
      return lookUp();
    } catch (error) {
      throw failure(
        'PostgreSQL does not run as root, and no user `postgres` could be made. Run as an ordinary user.',
        error,
      );
    }
  }
}

function lookUp(): { uid: number; gid: number } {
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return { uid: ask('-u'), gid: ask('-g') };
}

function reaches(user: { uid: number; gid: number }, path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  return true;
}
