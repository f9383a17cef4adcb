import { execFile } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DatabaseServer, startDatabase } from '#tools/database/server.ts';
import { withClient } from '#tools/database/with-client.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { until } from '#tools/test/until.ts';
import { patienceMs } from './patience.ts';

const slot = 'standby';

/** A second server that follows the first one's log over a connection, as a hot standby does. */
export interface Standby {
  server: DatabaseServer;
  /** Resolves when it has replayed all that was committed before. */
  caughtUp: () => Promise<void>;
  /** Makes it a primary; resolves when it takes writes. */
  promote: () => Promise<void>;
}

/** Copies the primary's data while it works, and follows it from there. `from` and `to` hold the data folders of the two. */
export async function startStandby(primary: DatabaseServer, from: string, to: string): Promise<Standby> {
  await withClient(primary.adminUrl, async (client) => {
    await client.query('SELECT pg_create_physical_replication_slot($1)', [slot]);
    await client.query("SELECT pg_backup_start('standby', true)");
    await copyData(from, to);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(true)');
    writeInto(to, 'backup_label', rows[0]?.labelfile ?? '');
  });
  const { username, password, hostname, port } = new URL(primary.adminUrl);
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password}`;
  const settings = `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${slot}'\n`;
  writeInto(to, 'postgresql.auto.conf', settings);
  writeInto(to, 'standby.signal', '');
  const server = await startDatabase({ dir: to, onSpawn: endWithParent });
  const asks = async (sql: string, values: string[] = []) =>
    (await withClient(server.adminUrl, (client) => client.query<{ is: boolean }>(sql, values))).rows[0]?.is;
  return {
    server,
    caughtUp: async () => {
      const sql = 'SELECT pg_current_wal_lsn()::text AS at';
      const { rows } = await withClient(primary.adminUrl, (client) => client.query<{ at: string }>(sql));
      const isThere = () => asks('SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS is', [rows[0]?.at ?? '']);
      await until(isThere, { deadlineMs: patienceMs, what: 'the standby to catch up' });
    },
    promote: async () => {
      await asks('SELECT pg_promote(true, 100) AS is');
      const isPrimary = () => asks('SELECT NOT pg_is_in_recovery() AS is');
      await until(isPrimary, { deadlineMs: patienceMs, what: 'the standby to be promoted' });
    },
  };
}

// As a base backup does it: everything but the log, which is streamed, and what only the running server needs.
async function copyData(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o711 });
  // A file that the server removes meanwhile fails the copy of that file; what was lost so the log makes again.
  await promisify(execFile)('cp', ['-a', join(from, 'data'), to]).catch(() => undefined);
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(to, 'data', name), { force: true });
  await promisify(execFile)('find', [join(to, 'data/pg_wal'), '-type', 'f', '-delete']);
  copyFileSync(join(from, 'password'), join(to, 'password'));
}

/** A file of the data folder, which must belong to whom the folder belongs to. */
function writeInto(dir: string, name: string, text: string): void {
  const { uid, gid } = statSync(join(dir, 'data'));
  const file = join(dir, 'data', name);
  writeFileSync(file, text, { mode: 0o600 });
  chownSync(file, uid, gid);
}
