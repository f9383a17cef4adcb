import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWithParent } from '#tools/process/keeper.ts';
import { projectRoot } from '#tools/process/roots.ts';

/** Provisioners as processes of their own, which can be killed in the middle of anything. */
export interface Replicas {
  start: (name: string) => Promise<void>;
  /** Ends the replica at once, as a crash does, and starts another in its place. */
  crash: (name: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** None runs at first; `variables` are the environment variables of one. */
export function createReplicas(
  variables: (name: string) => Record<string, string>,
  isBeating: (name: string) => Promise<void>,
): Replicas {
  const children = new Map<string, ChildProcess>();
  let starts = 0;

  async function start(name: string): Promise<void> {
    const main = join(projectRoot, 'lib/provisioner/runtime/main.ts');
    starts += 1;
    const replica = `${name}-${starts}`;
    const env = { ...process.env, ...variables(replica), LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    endWithParent(replica, child.pid ?? 0);
    children.set(name, child);
    await isBeating(replica);
  }

  async function kill(child: ChildProcess | undefined): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    start,
    crash: async (name) => {
      await kill(children.get(name));
      await start(name);
    },
    stop: async () => {
      for (const child of children.values()) await kill(child);
    },
  };
}
