// Builds what the image holds: `npm run image:tree -- FOLDER`. The Dockerfile copies that folder and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { generateClient } from '#tools/database/generate.ts';
import { describeFailure, failure } from '#tools/process/failure.ts';
import { buildWeb } from '#tools/stack/web-build.ts';
import { buildTree } from './build-tree.ts';

const [into] = process.argv.slice(2);
try {
  if (into === undefined) throw failure('Usage: npm run image:tree -- FOLDER (it is emptied first)');
  await generateClient();
  const run = async ({ command, args, ...options }: Parameters<Parameters<typeof buildWeb>[1]>[0]) => {
    const [code] = await once(spawn(command, args, { ...options, stdio: 'inherit' }), 'exit');
    if (code !== 0) throw failure('The web server could not be built.');
  };
  await buildWeb('', run, (text) => console.log(`web build: ${text}`));
  const { dir, files, bytes } = buildTree(resolve(into), process.env.BAILIWICK_DIST ?? '.next');
  console.log(`${dir}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
} catch (error) {
  console.error(describeFailure(error));
  process.exit(1);
}
