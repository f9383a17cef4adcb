import { rmSync } from 'node:fs';
import { describeFailure, failure } from '#tools/process/failure.ts';
import { openHome } from './home.ts';
import { parseOptions, usage } from './options.ts';
import { seconds, startProgress } from './progress.ts';
import { readyText } from './run-file.ts';
import { startStack } from './start.ts';
import { superviseChildren } from './supervisor.ts';

process.exitCode = await main();
process.exit();

async function main(): Promise<number> {
  const began = performance.now();
  try {
    const options = parseOptions(process.argv.slice(2), process.env);
    if (options.help) {
      console.log(usage);
      return 0;
    }
    checkPlatform();
    const { home, ended } = await openHome(process.env, options.fresh);
    const supervisor = superviseChildren(home.path('children.json'));
    const asked = whenAsked(supervisor.killAll);
    const progress = startProgress();
    try {
      console.log(`\n  Starting Bailiwick in ${home.dir}`);
      if (ended.length > 0) progress.note(`ended what the last start left behind: ${ended.join(', ')}`);
      const starting = startStack(options, home, progress, supervisor);
      const first = await Promise.race([starting, asked, supervisor.failed]);
      progress.end();
      if (first !== 'asked') {
        console.log(readyText(first.run, first.accounts, seconds(began)));
        await Promise.race([asked, supervisor.failed]);
      }
      console.log('\n  Stopping …');
      return 0;
    } finally {
      progress.end();
      // First of all: nobody may take a stack for ready that is about to end.
      rmSync(home.path('run.json'), { force: true });
      await supervisor.stopAll();
    }
  } catch (error) {
    console.error(`\n${describeFailure(error)}\n`);
    return 1;
  }
}

function checkPlatform(): void {
  const [{ platform, arch }, major] = [process, Number(process.versions.node.split('.')[0])];
  if (major < 24)
    throw failure(`Bailiwick needs Node 24, and this is ${process.version}. Use npm ci && npm start.`);
  const known = ['linux', 'darwin'].includes(platform) && ['x64', 'arm64'].includes(arch);
  if (!known)
    throw failure(
      `The local stack runs on Linux and macOS (x64, arm64), not on ${platform} ${arch}. On Windows use WSL.`,
    );
}

/** Resolves at the first Ctrl-C or SIGTERM; the second one kills everything at once. */
function whenAsked(killAll: () => void): Promise<'asked'> {
  return new Promise((resolve) => {
    let times = 0;
    const handle = () => {
      times += 1;
      resolve('asked');
      if (times > 1) {
        killAll();
        process.exit(130);
      }
    };
    // Whoever started us with a channel, as the end-to-end tests do, takes the stack along when it dies.
    process.on('disconnect', handle);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  });
}
