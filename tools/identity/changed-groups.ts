import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Groups by subject where they are not those that the account began with; null for an account that is gone. */
type Changes = Record<string, string[] | null>;

const fileOf = (stateDir: string) => join(stateDir, 'groups.json');

/** The groups that somebody has now; undefined while nobody has changed them, null when the account is gone. */
export function changedGroups(stateDir: string, subject: string): string[] | null | undefined {
  return readChanges(stateDir)[subject];
}

/** Changes the groups of an account while the provider runs, as a directory would; null takes the account away. */
export function changeGroups(stateDir: string, subject: string, groups: string[] | null): void {
  mkdirSync(stateDir, { recursive: true });
  const file = fileOf(stateDir);
  const text = JSON.stringify({ ...readChanges(stateDir), [subject]: groups });
  // Whole or not at all: the provider may be reading it.
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readChanges(stateDir: string): Changes {
  const file = fileOf(stateDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Changes) : {};
}
