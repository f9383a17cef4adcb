import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#tools/process/roots.ts';
import { replaceSection } from './fault-table.ts';

/** Writes the text under that title into docs/soak.md, in the place of what stood there. */
export function recordSection(title: string, text: string): void {
  const file = join(projectRoot, 'docs/soak.md');
  writeFileSync(file, replaceSection(readFileSync(file, 'utf8'), title, text));
}
