import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#tools/process/roots.ts';
import type { Supervisor } from './supervisor.ts';

/** The command line of Next.js, to be run with this Node. */
export const nextCli: string = join(projectRoot, 'node_modules/next/dist/bin/next');

const sources = ['{app,components,lib,public}/**/*', '*.{js,ts,json}', 'prisma/schema.prisma'];
const irrelevant = /\.test\.tsx?$|^lib\/(data\/generated|k8s|(provisioner|conformance)\/runtime)\//;

/** Builds the web server for production unless the folder holds a build of just these sources. */
export async function buildWeb(
  logFile: string,
  run: Supervisor['runToEnd'],
  note: (text: string) => void,
): Promise<void> {
  const stamp = join(projectRoot, process.env.BAILIWICK_DIST ?? '.next', 'source-hash');
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    note('unchanged');
    return;
  }
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  note('building');
  await run({
    name: 'next build',
    command: process.execPath,
    args: [nextCli, 'build'],
    cwd: projectRoot,
    logFile,
    env,
  });
  writeFileSync(stamp, hash);
  note('built');
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: projectRoot, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
    .filter((file) => !irrelevant.test(file) && file !== 'next-env.d.ts')
    .sort();
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(projectRoot, file)))
      .update('\0');
  return hash.digest('hex');
}
