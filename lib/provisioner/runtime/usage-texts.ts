import type { Usage } from '#lib/data/provisioner/usage.ts';
import { createInternTable, type InternTable } from './intern.ts';

/** The usage of each environment, kept as a text: most of ten thousand use nothing yet, and are one text together. */
export interface UsageTexts {
  /** Nothing where none was kept. */
  of: (id: string) => Usage;
  /** Keeps it; answers whether it differs from what was kept before. */
  keep: (id: string, usage: Usage) => boolean;
}

/** None is kept at first. Several of them may share a table. */
export function createUsageTexts(table: InternTable = createInternTable()): UsageTexts {
  const texts = new Map<string, string>();
  return {
    of: (id) => JSON.parse(texts.get(id) ?? '{}') as Usage,
    keep: (id, usage) => {
      const text = JSON.stringify(usage);
      const before = texts.get(id);
      if (text === before) return false;
      texts.set(id, table.take(text));
      if (before !== undefined) table.drop(before);
      return true;
    },
  };
}
