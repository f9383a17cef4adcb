import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#tools/process/roots.ts';
import { chartFolder } from './render-chart.ts';

const run = promisify(execFile);

/** The chart as it was before its last change, unpacked in `dir`; the present one where the history does not go back so far. */
export async function previousChart(dir: string): Promise<{ folder: string; commit: string | null }> {
  const git = (...args: string[]) =>
    run('git', ['-C', projectRoot, ...args]).then(({ stdout }) => stdout.trim());
  try {
    const changed = await git('log', '-1', '--format=%H', '--', 'deploy/chart');
    const commit = await git('rev-parse', '--verify', `${changed}^`);
    await git('cat-file', '-e', `${commit}:deploy/chart/Chart.yaml`);
    const archive = join(dir, 'chart.tar');
    await git('archive', '--output', archive, commit, 'deploy/chart');
    await run('tar', ['-xf', archive, '-C', dir]);
    return { folder: join(dir, 'deploy/chart'), commit: commit.slice(0, 8) };
  } catch {
    return { folder: chartFolder, commit: null };
  }
}
