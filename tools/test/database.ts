import { inject } from 'vitest';
import { type CopiedDatabase, copyTemplate } from '#tools/database/copy-template.ts';

export type TestDatabase = CopiedDatabase;

/** A migrated database of its own for a test file. */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyTemplate(inject('databaseAdminUrl'), 'bailiwick_template');
}
