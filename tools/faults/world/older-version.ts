import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#tools/process/roots.ts';

const run = promisify(execFile);

/** The provisioner of the commit before the newest migration, ready to run. */
export interface OlderVersion {
  commit: string;
  /** The folder of its files. */
  dir: string;
  main: string;
  remove: () => void;
}

/** Takes it out of the history; null where there is no history that goes back so far, as in a release. */
export async function checkOutOlder(): Promise<OlderVersion | null> {
  const commit = await commitBeforeNewestMigration();
  if (commit === null) return null;
  const dir = mkdtempSync(join(tmpdir(), 'bailiwick-older-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    const archive = join(dir, 'source.tar');
    const parts = [
      'lib',
      'prisma',
      'prisma.config.ts',
      'package.json',
      'tools/database',
      'tools/process',
      'tools/test',
    ];
    await run('git', ['-C', projectRoot, 'archive', '--output', archive, commit, ...parts]);
    await run('tar', ['-xf', archive, '-C', dir]);
    symlinkSync(join(projectRoot, 'node_modules'), join(dir, 'node_modules'));
    await run(process.execPath, [join(dir, 'tools/database/generate.ts')], { cwd: dir });
    return { commit: commit.slice(0, 8), dir, main: join(dir, 'lib/provisioner/runtime/main.ts'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The commit before the newest migration; null where the history does not go back so far. */
export async function commitBeforeNewestMigration(): Promise<string | null> {
  const newest = readdirSync(join(projectRoot, 'prisma/migrations'))
    .filter((name) => /^\d/.test(name))
    .sort()
    .at(-1);
  const path = `prisma/migrations/${newest}`;
  const git = (...args: string[]) =>
    run('git', ['-C', projectRoot, ...args]).then(({ stdout }) => stdout.trim());
  try {
    const added = await git('log', '--diff-filter=A', '--format=%H', '-1', '--', path);
    return added === '' ? null : await git('rev-parse', '--verify', `${added}^`);
  } catch {
    return null;
  }
}
