import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { migrate } from './migrate.ts';
import { createDatabase } from './server.ts';

// What migrations make of rows that an older version has left; a database without rows would show nothing of it.

const clients: pg.Client[] = [];
const names: string[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  const admin = await connect(inject('databaseAdminUrl'));
  for (const name of names.splice(0)) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** A database as it was after that migration, with a person, a class and a team. */
async function databaseAt(last: string): Promise<{ url: string; sql: pg.Client['query'] }> {
  const name = `backfill_${randomBytes(6).toString('hex')}`;
  names.push(name);
  const url = await createDatabase(inject('databaseAdminUrl'), name);
  expect((await migrate(url, last)).at(-1)).toBe(last);
  const client = await connect(url);
  clients.push(client);
  await client.query(`
    INSERT INTO "user" (id, issuer, subject, name) VALUES ('${person}', 'https://id.test', 'olga', 'olga');
    INSERT INTO environment_class (id, slug, name) VALUES ('${person}', 'dev', 'Development');
    INSERT INTO environment_class_version (id, class_id, version, spec) VALUES ('${person}', '${person}', 1, '{}');
    INSERT INTO team (id, slug, name, budget) VALUES ('${team}', 'payments', 'Payments', '{"requests.cpu": "20"}'),
      ('${other}', 'search', 'Search', '{}')`);
  return { url, sql: client.query.bind(client) as pg.Client['query'] };
}

const person = '019abc00-0000-7000-8000-000000000001';
const team = '019abc00-0000-7000-8000-0000000000a1';
const other = '019abc00-0000-7000-8000-0000000000a2';

interface Made {
  quota: object;
  usage?: object;
  fence?: number;
  final?: boolean;
}

async function addEnvironment(
  sql: pg.Client['query'],
  slug: string,
  { quota, usage = {}, fence = 1, final = false }: Made,
) {
  const { rows } = await sql<{ id: string }>(
    `INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by, finalized_at)
    VALUES (gen_random_uuid(), $1, $2::text, 'payments-' || $2, $3, $4, 'tests', $3, CASE WHEN $5 THEN now() END) RETURNING id`,
    [team, slug, person, quota, final],
  );
  const id = rows[0]?.id ?? '';
  await sql('UPDATE environment_status SET usage = $2, fence = $3 WHERE environment_id = $1', [
    id,
    usage,
    fence,
  ]);
  return id;
}

test('ceilings begin as the most that the cluster can hold: what is granted or what was seen, whichever is more', async () => {
  const { url, sql } = await databaseAt('20261124140101_provisioner_operations');
  await addEnvironment(sql, 'steady', {
    quota: { 'requests.cpu': '1500m', 'requests.memory': '2Gi', pods: '1e1', secrets: '+7' },
    usage: { 'requests.cpu': { used: '1', hard: '1500m' }, pods: { used: '1', hard: '10' } },
  });
  // It is being made smaller, of one key, and larger of another; a third is only in the cluster any more.
  await addEnvironment(sql, 'moving', {
    quota: { 'requests.cpu': '2', 'requests.memory': '4Gi' },
    usage: {
      ...{ 'requests.cpu': { used: '0', hard: '3250m' }, 'requests.memory': { used: '0', hard: '1G' } },
      ...{ 'limits.cpu': { used: '0', hard: '100u' } },
    },
  });
  await addEnvironment(sql, 'untouched', { quota: { 'requests.cpu': '4' }, fence: 0 });
  await addEnvironment(sql, 'gone', { quota: { 'requests.cpu': '8' }, final: true });
  await migrate(url);

  const { rows } = await sql(
    'SELECT slug, generation > 1 AS raised, ceiling, allowed, quota_revision AS revision FROM environment e JOIN environment_status s ON s.environment_id = e.id ORDER BY slug',
  );
  expect(rows).toEqual([
    { slug: 'gone', raised: false, ceiling: {}, allowed: {}, revision: 0 },
    {
      ...{ slug: 'moving', raised: true, allowed: {}, revision: 0 },
      ceiling: { 'requests.cpu': '3.25', 'requests.memory': '4294967296', 'limits.cpu': '0.0001' },
    },
    {
      ...{ slug: 'steady', raised: true, allowed: {}, revision: 0 },
      ceiling: { 'requests.cpu': '1.5', 'requests.memory': '2147483648', pods: '10', secrets: '7' },
    },
    { slug: 'untouched', raised: true, ceiling: {}, allowed: {}, revision: 0 },
  ]);
  const totals = await sql('SELECT team_id, amounts FROM budget_total ORDER BY team_id');
  const amounts = {
    ...{ 'requests.cpu': '4.75', 'requests.memory': '6442450944', 'limits.cpu': '0.0001' },
    ...{ pods: '10', secrets: '7' },
  };
  expect(totals.rows).toEqual([
    { team_id: team, amounts },
    { team_id: other, amounts: {} },
  ]);
  // The triggers go on from there.
  await sql(`UPDATE environment_status SET ceiling = '{}' WHERE ceiling ? 'pods'`);
  const later = await sql('SELECT amounts FROM budget_total WHERE team_id = $1', [team]);
  expect(later.rows).toEqual([
    { amounts: { 'requests.cpu': '3.25', 'requests.memory': '4294967296', 'limits.cpu': '0.0001' } },
  ]);
});

test('a move that waits for an environment that is gone is taken back', async () => {
  const { url, sql } = await databaseAt('20261124150104_capacity');
  const from = await addEnvironment(sql, 'from', { quota: { pods: '6', services: '1' } });
  const to = await addEnvironment(sql, 'to', { quota: { pods: '4' }, final: true });
  await sql(
    `INSERT INTO quota_move (id, team_id, from_id, to_id, key, amount, from_before, from_after, to_before, to_after, from_value, to_value, asked_by)
    VALUES (gen_random_uuid(), $1, $2, $3, 'pods', '4', '10', '6', '0', '4', 6, 4, $4)`,
    [team, from, to, person],
  );
  await migrate(url);
  const moves = await sql('SELECT state, problem, closed_at IS NOT NULL AS closed FROM quota_move');
  expect(moves.rows).toEqual([
    { state: 'cancelled', problem: 'to was gone before it got anything.', closed: true },
  ]);
  const { rows } = await sql('SELECT quota, generation > 1 AS raised FROM environment ORDER BY slug');
  expect(rows).toEqual([
    { quota: { pods: '10', services: '1' }, raised: true },
    { quota: { pods: '4' }, raised: false },
  ]);
});

test('the same happens when an environment ends later', async () => {
  const { url, sql } = await databaseAt('20261124150104_capacity');
  await migrate(url);
  const from = await addEnvironment(sql, 'from', { quota: { pods: '6' } });
  const to = await addEnvironment(sql, 'to', { quota: { pods: '4' } });
  await sql(
    `INSERT INTO quota_move (id, team_id, from_id, to_id, key, amount, from_before, from_after, to_before, to_after, from_value, to_value, asked_by)
    VALUES (gen_random_uuid(), $1, $2, $3, 'pods', '4', '10', '6', '0', '4', 6, 4, $4)`,
    [team, from, to, person],
  );
  await sql('SET ROLE bailiwick_provisioner');
  await sql('UPDATE environment SET finalized_at = now() WHERE id = $1', [to]);
  await sql('RESET ROLE');
  expect((await sql('SELECT state FROM quota_move')).rows).toEqual([{ state: 'cancelled' }]);
  expect((await sql('SELECT quota FROM environment WHERE id = $1', [from])).rows).toEqual([
    { quota: { pods: '10' } },
  ]);
});
