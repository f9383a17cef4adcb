import { z } from 'zod';

// A backup is gzip over UTF-8 lines: the head; for each table its head, the rows as PostgreSQL's COPY writes them, the line
// that ends them, and their count and SHA-256; and the end, without which the file is only a part.

/** The line after the rows of a table. COPY escapes every backslash of a value, so no row is this. */
export const endOfRows = '\\.';

const head = z.strictObject({
  bailiwickBackup: z.literal(1),
  at: z.iso.datetime(),
  migrations: z.array(z.string().regex(/^[0-9a-z_]+$/)).min(1),
});
const table = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) });
const sum = z.strictObject({ rows: z.int().min(0), sha256: z.string().length(64) });
const end = z.strictObject({
  end: z.literal(true),
  tables: z.int(),
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string().regex(/^\d+$/) })),
});

/** The lines of a backup that are not rows. */
export const lines = { head, tableOrEnd: z.union([table, end]), sum };

export type Head = z.infer<typeof head>;
export type TableHead = z.infer<typeof table>;
export type Sum = z.infer<typeof sum>;
export type End = z.infer<typeof end>;

/** What a whole backup holds, in numbers. */
export interface Summary {
  head: Head;
  /** Rows by table. */
  rows: Record<string, number>;
}

/** A summary as one line. */
export function summaryText({ rows }: Summary): string {
  const counts = Object.values(rows);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return `${total.toLocaleString('en')} rows in ${counts.length} tables`;
}
