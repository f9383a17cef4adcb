import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describeFailure, failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';

const schemaFile = join(projectRoot, 'prisma/schema.prisma');
const generated = join(projectRoot, 'lib/data/generated');
const stamp = join(generated, '.schema-hash');

/** Writes the Prisma client to lib/data/generated; does nothing when it fits the schema already. */
export async function generateClient(): Promise<'generated' | 'unchanged'> {
  const near = createRequire(import.meta.url);
  const { version } = near('prisma/package.json') as { version: string };
  const hash = createHash('sha256').update(readFileSync(schemaFile)).update(version).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'unchanged';
  const cli = resolve(near.resolve('prisma/package.json'), '../build/index.js');
  try {
    await promisify(execFile)(process.execPath, [cli, 'generate', `--schema=${schemaFile}`], {
      cwd: projectRoot,
      // Generating needs no engine, but without this path to an existing file the CLI tries to download one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
  } catch (error) {
    throw failure(
      `The Prisma client could not be generated: ${error instanceof Error ? error.message : error}`,
      error,
    );
  }
  writeFileSync(stamp, hash);
  return 'generated';
}

if (import.meta.main) {
  try {
    console.log(`Prisma client: ${await generateClient()}`);
  } catch (error) {
    console.error(describeFailure(error));
    process.exit(1);
  }
}
