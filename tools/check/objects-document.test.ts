import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectCounts } from '#lib/domain/budget/hard-amounts.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { projectRoot } from '#tools/process/roots.ts';

const text = readFileSync(join(projectRoot, 'docs/objects.md'), 'utf8');

test('docs/objects.md has a row for each managed kind, in the order of writing, with its real facts', () => {
  const rows = text.split('\n').filter((line) => /^\| \d \|/.test(line));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(
    cells.map(([, level, kind, apiVersion, , , immutable]) => ({ level, kind, apiVersion, immutable })),
  ).toEqual(
    managedKinds.map(({ level, kind, apiVersion, immutable }) => ({
      level: String(level),
      kind,
      apiVersion: `\`${apiVersion}\``,
      immutable: immutable.map((path) => `\`${path}\``).join(', ') || 'none',
    })),
  );
});

test('docs/objects.md names each count that is always limited', () => {
  for (const [key, amount] of Object.entries(objectCounts)) expect(text).toContain(`\`${key}\` ${amount}`);
});
