import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoAccounts } from '#tools/identity/accounts.ts';
import { openLedger } from '#tools/process/ledger.ts';
import { freePort } from '#tools/process/ports.ts';
import { choosePorts, openHome, readSecrets } from './home.ts';
import { readyText, writeRunFile } from './run-file.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'home-'));
const open = (dir: string, fresh = false) => openHome({ NODE_ENV: 'test', BAILIWICK_HOME: dir }, fresh);

test('a second start on the same folder is refused while the first one runs', async () => {
  const dir = folder();
  openLedger(join(dir, 'children.json'));
  await expect(open(dir)).rejects.toThrow(`already runs on ${dir} (process ${process.pid})`);
});

test('a port the person asked for and that is taken is a failure', async () => {
  const { home } = await open(folder());
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await expect(choosePorts(home, port)).rejects.toThrow(`Port ${port} is taken by another program.`);
  server.close();
});

test('a usual port that is taken gives way to the next free one', async () => {
  const taken = await freePort(42_000);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
  const next = await freePort(taken);
  expect(next).toBeGreaterThan(taken);
  server.close();
});

test('ports and secrets stay the same from start to start, and only the person may read them', async () => {
  const dir = folder();
  const { home } = await open(dir);
  const secrets = readSecrets(home);
  const { last, ...ports } = await choosePorts(home, undefined);
  expect(last).toEqual({});
  const again = (await open(dir)).home;
  expect(readSecrets(again)).toEqual(secrets);
  expect((await choosePorts(again, undefined)).last).toEqual(ports);
  expect(statSync(home.path('secrets.json')).mode & 0o777).toBe(0o600);
});

test('--fresh removes what the stack made and nothing else', async () => {
  const dir = folder();
  const { home } = await open(dir);
  readSecrets(home);
  writeFileSync(home.path('thesis.txt'), 'mine');
  await open(dir, true);
  expect(existsSync(home.path('secrets.json'))).toBe(false);
  expect(readFileSync(home.path('thesis.txt'), 'utf8')).toBe('mine');
});

test('run.json names every address and account, and the ready text shows them', async () => {
  const { home } = await open(folder());
  const run = {
    web: 'http://localhost:3000',
    issuer: 'http://127.0.0.1:3001',
    kubeconfig: '/x/admin.kubeconfig',
    databaseUrl: 'postgresql://owner@127.0.0.1/bailiwick',
    metrics: 'http://127.0.0.1:3002/metrics',
    otherMetrics: {
      conformance: 'http://127.0.0.1:3010/metrics',
      notifier: 'http://127.0.0.1:3011/metrics',
    },
    mails: 'http://127.0.0.1:3006',
    pids: { web: 1 },
  };
  writeRunFile(home, { ...run, accounts: demoAccounts });
  const written = JSON.parse(readFileSync(home.path('run.json'), 'utf8'));
  expect(written).toMatchObject(run);
  expect(written.accounts).toHaveLength(demoAccounts.length);
  expect(written.accounts[1]).toEqual({
    email: 'dana@bailiwick.local',
    password: 'bailiwick',
    role: 'owner',
    team: 'payments',
  });
  expect(statSync(home.path('run.json')).mode & 0o777).toBe(0o600);
  const text = readyText(run, demoAccounts, '9.9 s');
  for (const { email } of demoAccounts) expect(text).toContain(email);
  expect(text).toContain('export KUBECONFIG=/x/admin.kubeconfig');
  expect(text).toContain('Mails that it sends: http://127.0.0.1:3006');
});
