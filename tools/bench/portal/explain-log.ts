import { readFileSync, statSync } from 'node:fs';
import pg from 'pg';
import { withClient } from '#tools/database/with-client.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** One statement as PostgreSQL has carried it out. */
export interface Explained {
  sql: string;
  /** The tables that it read from one end to the other. */
  scanned: string[];
}

/** Lets PostgreSQL write down how it carries out every statement of sessions that begin from now on. Asks for a superuser. */
export async function explainEverything(adminUrl: string, database: string): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    ...{ 'auto_explain.log_min_duration': '0', 'auto_explain.log_format': 'json' },
  };
  await withClient(adminUrl, async (admin) => {
    await admin.query("LOAD 'auto_explain'");
    for (const [name, value] of Object.entries(settings))
      await admin.query(
        `ALTER DATABASE ${pg.escapeIdentifier(database)} SET ${name} = ${pg.escapeLiteral(value)}`,
      );
  });
}

/** What `work` has made PostgreSQL do, by the server's log; nobody else may use the server meanwhile. */
export async function explained(logFile: string, work: () => Promise<unknown>): Promise<Explained[]> {
  const before = statSync(logFile).size;
  await work();
  const text = readFileSync(logFile).subarray(before).toString('utf8');
  // Lines of an entry but the first begin with a tab.
  const entries = text.matchAll(/ plan:\n((?:\t.*\n)+)/g);
  return [...entries].map(([, json = '']) => {
    const { 'Query Text': sql, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: Plan };
    return { sql: sql.replace(/\s+/g, ' ').trim(), scanned: scannedBy(plan) };
  });
}

function scannedBy(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scannedBy)];
}
