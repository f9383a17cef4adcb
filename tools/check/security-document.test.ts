import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissionTable } from '#lib/auth/permissions.ts';
import { projectRoot } from '#tools/process/roots.ts';

const text = readFileSync(join(projectRoot, 'docs/security.md'), 'utf8');

test('the permission table of docs/security.md is the one that services ask', () => {
  const rows = [...text.matchAll(/^\| `([a-z:-]+)` \| ([a-z, ]+) \|$/gm)].map(([, name, roles]) => [
    name,
    roles?.split(', '),
  ]);
  expect(rows).toEqual(Object.entries(permissionTable));
});

test('every file and script that docs/security.md names as a proof is there', () => {
  const scripts = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...text.matchAll(/`(?:npx (?:vitest run --project \w+|playwright test) )([^`]+)`/g)];
  expect(named.length).toBeGreaterThan(8);
  for (const [, path = ''] of named)
    for (const each of path.split(' '))
      expect(() => readFileSync(join(projectRoot, each)), each).not.toThrow();
  for (const [, name = ''] of text.matchAll(/`npm run ([a-z:-]+)[^`]*`/g))
    expect(Object.keys(scripts.scripts)).toContain(name);
});
