import { join } from 'node:path';
import { type Child, startChild } from '#tools/process/child.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { projectRoot } from '#tools/process/roots.ts';
import type { World } from '../world/world.ts';

/** How to start one, and how to speak to it. */
export interface WebKind {
  start: (webUrl: string) => Promise<{ child: Child; base: string }>;
  approve: (base: string, number: number) => Promise<string>;
}

/** A child of the world's, with its log beside those of the provisioners; it ends with the world at the latest. */
export async function startIn(
  { dir, atClose }: World,
  name: string,
  args: string[],
  variables: Record<string, string>,
): Promise<Child> {
  const child = await startChild({
    name,
    command: process.execPath,
    args,
    cwd: projectRoot,
    logFile: join(dir, `${name}.log`),
    env: { ...process.env, ...variables },
    onSpawn: endWithParent,
  });
  atClose.push(() => child.stop('SIGKILL'));
  return child;
}
