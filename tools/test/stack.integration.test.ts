import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testCluster } from './cluster.ts';
import { createTestDatabase } from './database.ts';

const run = promisify(execFile);

test('each role signs in to its test database, and only the owner may change the schema', async () => {
  const database = await createTestDatabase();
  for (const [url, role] of [
    [database.webUrl, 'bailiwick_web'],
    [database.provisionerUrl, 'bailiwick_provisioner'],
  ] as const) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const who = await client.query('SELECT current_user AS role');
    expect(who.rows[0]).toEqual({ role });
    await expect(client.query('CREATE TABLE intruder (id int)')).rejects.toThrow(/permission denied/);
    await client.end();
  }
  await database.drop();
});

test("the provisioner's kubeconfig is the ServiceAccount's", async () => {
  const { kubectl, provisionerKubeconfig } = testCluster();
  const { stdout } = await run(kubectl, [
    '--kubeconfig',
    provisionerKubeconfig,
    'auth',
    'whoami',
    '-o',
    'json',
  ]);
  expect(JSON.parse(stdout).status.userInfo.username).toBe(
    'system:serviceaccount:bailiwick-system:provisioner',
  );
});

test('the controllers run: a new quota gets its status', async () => {
  const { kubectl, adminKubeconfig } = testCluster();
  const admin = (...args: string[]) => run(kubectl, ['--kubeconfig', adminKubeconfig, ...args]);
  await admin('create', 'namespace', 'stack-quota');
  await admin('create', 'quota', 'q', '--hard=pods=3', '-n', 'stack-quota');
  await admin(
    'wait',
    '--for=jsonpath={.status.hard.pods}=3',
    'quota/q',
    '-n',
    'stack-quota',
    '--timeout=10s',
  );
  await admin('delete', 'namespace', 'stack-quota', '--wait=false');
});
