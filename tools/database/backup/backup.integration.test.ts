import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { listCommitted, migrate } from '../migrate.ts';
import { restoreBackup } from '../restore/restore-backup.ts';
import { createDatabase } from '../server.ts';
import { withClient } from '../with-client.ts';
import { columnList, listMigrations, listTables } from './tables.ts';
import { writeBackup } from './write-backup.ts';

const dir = mkdtempSync(join(tmpdir(), 'bailiwick-backup-'));
const names: string[] = [];
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await withClient(inject('databaseAdminUrl'), async (admin) => {
    for (const name of names) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});

function newDatabase(template?: string): Promise<string> {
  const name = `backup_${randomBytes(6).toString('hex')}`;
  names.push(name);
  return createDatabase(inject('databaseAdminUrl'), name, template);
}

const id = '019abc00-0000-7000-8000-000000000001';

/** Rows with values that are hard to keep, in tables that refuse to be changed or change others. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(`
    INSERT INTO "user" (id, issuer, subject, name, created_at) VALUES
      ('${id}', 'https://id.test', 'olga', E'O\\\\.\\n\\\\.\\n\\tü\\r', '0001-01-01 00:00:00 BC');
    INSERT INTO session (id, token_hash, user_id, expires_at) VALUES (gen_random_uuid(), 'h', '${id}', now() + interval '1 day');
    INSERT INTO team (id, slug, name, budget) VALUES ('${id}', 'payments', '\\N', '{"requests.cpu": "20"}');
    INSERT INTO environment_class (id, slug, name) VALUES ('${id}', 'dev', '');
    INSERT INTO environment_class_version (id, class_id, version, spec) VALUES ('${id}', '${id}', 1, 'null');
    INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by)
      VALUES ('${id}', '${id}', 'qa', 'payments-qa', '${id}', '{"pods": "5"}', 'tests', '${id}');
    UPDATE environment_status SET ceiling = '{"pods": "7"}', conditions = '[{"type": "Ready", "status": "True"}]', pass_ms = '{3,1,2}';
    INSERT INTO request (id, type, payload, reason, requester_id) VALUES (gen_random_uuid(), 'create-team', '{"a": "\\\\"}', '', '${id}');
    INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, before)
      SELECT gen_random_uuid(), 'x', 'y', 'team', i::text, repeat('long ', 100), '{}' FROM generate_series(1, 3000) i`);
}

/** Everything of a database that a backup is to keep, but the events of restores. */
async function contents(url: string): Promise<Record<string, string[]>> {
  return withClient(url, async (client) => {
    const found: Record<string, string[]> = {};
    for (const table of await listTables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM (SELECT * FROM "${table.name}" ${table.name === 'audit_event' ? "WHERE action <> 'database.restore'" : ''}) t ORDER BY 1`,
      );
      found[`${table.name} (${columnList(table)})`] = rows.map(({ row }) => row);
    }
    return found;
  });
}

test('what was backed up comes back as it was, in a file for its owner alone', async () => {
  const from = await newDatabase('bailiwick_template');
  await withClient(from, fill);
  const file = join(dir, 'whole.backup');
  const { rows } = await writeBackup(from, file);
  expect(rows).toMatchObject({ audit_event: 3000, environment_status: 1, budget_total: 1 });
  expect(rows).not.toHaveProperty('session');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(writeBackup(from, file)).rejects.toThrow('it is there already');

  const to = await newDatabase();
  await restoreBackup(to, file);
  expect(await contents(to)).toEqual(await contents(from));
  await withClient(to, async (client) => {
    const { rows: events } = await client.query(
      `SELECT action FROM audit_event WHERE action LIKE 'database.%'`,
    );
    expect(events).toEqual([{ action: 'database.restore' }]);
    // Triggers and sequences go on where they were.
    await expect(client.query('DELETE FROM audit_event')).rejects.toThrow('append-only');
    const asked = await client.query(
      `INSERT INTO request (id, type, payload, reason, requester_id) VALUES (gen_random_uuid(), 'create-team', '{}', '', '${id}') RETURNING number`,
    );
    expect(asked.rows).toEqual([{ number: 2 }]);
    await client.query(`UPDATE environment_status SET ceiling = '{"pods": "6"}'`);
    expect((await client.query('SELECT amounts FROM budget_total')).rows).toEqual([
      { amounts: { pods: '6' } },
    ]);
  });

  await expect(restoreBackup(to, file)).rejects.toThrow(/not empty: there are rows in .*audit_event/);
  await restoreBackup(to, file, true);
  expect(await contents(to)).toEqual(await contents(from));
});

test('a file that is not whole changes nothing', async () => {
  const from = await newDatabase('bailiwick_template');
  await withClient(from, fill);
  const file = join(dir, 'good.backup');
  await writeBackup(from, file);
  const text = gunzipSync(readFileSync(file)).toString();
  const damaged = {
    'cut off': readFileSync(file).subarray(0, -100),
    'without its end': gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
    'with another value': gzipSync(text.replace('payments-qa', 'payments-qb')),
    'with a row less': gzipSync(text.replace(/\n[^\n]*long [^\n]*\n/, '\n')),
    empty: Buffer.alloc(0),
  };
  const to = await newDatabase('bailiwick_template');
  const before = await contents(to);
  for (const [what, bytes] of Object.entries(damaged)) {
    const bad = join(dir, 'bad.backup');
    writeFileSync(bad, bytes);
    await expect(restoreBackup(to, bad, true), what).rejects.toThrow('is not a whole backup');
  }
  expect(await contents(to)).toEqual(before);
});

test('a restore that fails leaves what was there', async () => {
  const from = await newDatabase('bailiwick_template');
  await withClient(from, fill);
  const file = join(dir, 'refused.backup');
  await writeBackup(from, file);
  const to = await newDatabase('bailiwick_template');
  await withClient(to, async (client) => {
    await client.query(`INSERT INTO team (id, slug, name, budget) VALUES ('${id}', 'search', 'Search', '{}');
      ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (object_id <> '2999')`);
  });
  const before = await contents(to);
  await expect(restoreBackup(to, file, true)).rejects.toThrow('full_disk');
  expect(await contents(to)).toEqual(before);
  await withClient(to, async (client) => {
    await expect(client.query('TRUNCATE audit_event')).rejects.toThrow('append-only');
    await withClient(to, async () => {
      await expect(restoreBackup(to, file, true)).rejects.toThrow('Somebody is connected');
    });
  });
});

test('a backup of an older version is brought up to date; of a newer one it is refused', async () => {
  const last = listCommitted().at(-3) ?? '';
  const from = await newDatabase();
  await migrate(from, last);
  await withClient(from, fill);
  const file = join(dir, 'older.backup');
  await writeBackup(from, file);
  const to = await newDatabase();
  expect((await restoreBackup(to, file)).migrated).toEqual(listCommitted().slice(-2));
  expect(await withClient(to, listMigrations)).toEqual(listCommitted());
  await expect(restoreBackup(await newDatabase('bailiwick_template'), file)).rejects.toThrow(
    'another version',
  );

  const newer = join(dir, 'newer.backup');
  writeFileSync(
    newer,
    gzipSync(gunzipSync(readFileSync(file)).toString().replace(last, '20990101000000_later')),
  );
  await expect(restoreBackup(await newDatabase(), newer)).rejects.toThrow('made by a newer version: 2099');
});
