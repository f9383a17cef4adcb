import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#tools/process/roots.ts';
import { replaceSection } from './fault-table.ts';

/** Writes the text under that title into a document of ours, in the place of what stood there. */
export function recordSection(title: string, text: string, document = 'docs/soak.md'): void {
  const file = join(projectRoot, document);
  writeFileSync(file, replaceSection(readFileSync(file, 'utf8'), title, text));
}
