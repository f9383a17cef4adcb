import pg from 'pg';

interface Trigger {
  table: string;
  name: string;
  state: 'O' | 'D' | 'R' | 'A';
}

const words = { O: 'ENABLE', D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

/**
 * Does the work while no trigger of ours fires: rows are put back as they were, not made anew from each other. Only the owner
 * of the tables may, no superuser is needed, and it is part of the transaction. Foreign keys and checks stay in force.
 */
export async function withoutTriggers<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  const { rows: triggers } = await client.query<Trigger>(`
    SELECT c.relname AS table, t.tgname AS name, t.tgenabled AS state
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`);
  for (const trigger of triggers) await set(client, { ...trigger, state: 'D' });
  const done = await work();
  for (const trigger of triggers) await set(client, trigger);
  return done;
}

async function set(client: pg.Client, { table, name, state }: Trigger): Promise<void> {
  await client.query(
    `ALTER TABLE ${pg.escapeIdentifier(table)} ${words[state]} TRIGGER ${pg.escapeIdentifier(name)}`,
  );
}
