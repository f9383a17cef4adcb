import pg from 'pg';

/** A table of ours with the columns that can be written: those that the database computes are left to it. */
export interface Table {
  name: string;
  columns: string[];
}

/**
 * What belongs to the moment, and is not kept: sessions, tokens and codes that ended since would come back, and the others are beats and
 * counters of processes that are no more. `_prisma_migrations` is made by the migrations themselves.
 */
const notKept = [
  '_prisma_migrations',
  'session',
  'identity_grant',
  'break_glass_code',
  'rate_limit',
  'provisioner_heartbeat',
  'notifier_heartbeat',
  'preflight',
];

/** The tables that a backup holds, each after those that its rows point to. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  const { rows: keys } = await client.query<{ from: string; to: string }>(`
    SELECT f.relname AS "from", t.relname AS "to" FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND f.oid <> t.oid`);
  const kept = rows.filter(({ name }) => !notKept.includes(name));
  return inOrder(kept, keys);
}

function inOrder(tables: readonly Table[], keys: readonly { from: string; to: string }[]): Table[] {
  const ordered: Table[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const names = new Set([...waiting].map(({ name }) => name));
    const next = [...waiting].filter(
      ({ name }) => !keys.some(({ from, to }) => from === name && names.has(to)),
    );
    if (next.length === 0)
      throw new Error(`Tables point to each other in a circle: ${[...names].join(', ')}`);
    for (const table of next) waiting.delete(table);
    ordered.push(...next);
  }
  return ordered;
}

/** All tables of ours but the list of migrations, also those that a backup does not hold. */
export async function listAllTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/** The migrations that were applied; none in a database that never was migrated. */
export async function listMigrations(client: pg.Client): Promise<string[]> {
  const found = await client.query<{ made: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS made`,
  );
  if (found.rows[0]?.made !== true) return [];
  const { rows } = await client.query<{ name: string }>(`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/** Where the sequences stand. They belong to no snapshot, so they are read after the rows that took their numbers. */
export async function listSequences(client: pg.Client): Promise<{ name: string; last: string }[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const sequences = [];
  for (const { name } of rows) {
    const { rows: states } = await client.query<{ last: string }>(
      `SELECT (CASE WHEN is_called THEN last_value ELSE last_value - 1 END)::text AS last FROM ${pg.escapeIdentifier(name)}`,
    );
    sequences.push({ name, last: states[0]?.last ?? '0' });
  }
  return sequences;
}

/** The columns of a table as SQL. */
export function columnList({ columns }: Table): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}
