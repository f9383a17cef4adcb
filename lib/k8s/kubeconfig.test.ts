import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKubeconfig } from './kubeconfig.ts';

const dir = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
const base64 = (text: string) => Buffer.from(text).toString('base64');

function write(user: object, cluster: object = {}): string {
  const path = join(dir, `${crypto.randomUUID()}.yaml`);
  const config = {
    'current-context': 'one',
    contexts: [
      { name: 'other', context: { cluster: 'x', user: 'x' } },
      { name: 'one', context: { cluster: 'here', user: 'me' } },
    ],
    clusters: [{ name: 'here', cluster: { server: 'https://cluster.test:6443/', ...cluster } }],
    users: [{ name: 'me', user }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

test.each([
  [{ token: 'abc' }, 'Bearer abc'],
  [{ username: 'u', password: 'p' }, `Basic ${base64('u:p')}`],
  [{}, undefined],
])('the credentials of %j', async (user, authorization) => {
  const config = readKubeconfig(write(user));
  expect(config).toMatchObject({ server: 'https://cluster.test:6443', runsPlugin: false, files: [] });
  expect(await config.credentials()).toEqual({ tls: {}, authorization });
});

test('certificates are in the file, or in files beside it, which are read anew each time', async () => {
  const inline = { 'client-certificate-data': base64('cert'), 'client-key-data': base64('key') };
  const { tls } = await readKubeconfig(
    write(inline, { 'certificate-authority-data': base64('ca') }),
  ).credentials();
  expect([tls.ca, tls.cert, tls.key].map(String)).toEqual(['ca', 'cert', 'key']);

  for (const name of ['ca.crt', 'token']) writeFileSync(join(dir, name), `${name} 1\n`);
  const config = readKubeconfig(write({ tokenFile: 'token' }, { 'certificate-authority': 'ca.crt' }));
  expect(config.files).toEqual([join(dir, 'ca.crt'), join(dir, 'token')]);
  expect((await config.credentials()).authorization).toBe('Bearer token 1');
  writeFileSync(join(dir, 'token'), 'token 2');
  expect((await config.credentials()).authorization).toBe('Bearer token 2');
});

test('a program that gives the credentials is run', async () => {
  const plugin = join(dir, 'plugin.sh');
  const answer = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential' };
  writeFileSync(plugin, `#!/bin/sh\necho '${JSON.stringify({ ...answer, status: { token: 'made' } })}'\n`);
  chmodSync(plugin, 0o700);
  const exec = { apiVersion: answer.apiVersion, command: plugin, interactiveMode: 'Never' };
  const config = readKubeconfig(write({ exec }));
  expect(config.runsPlugin).toBe(true);
  expect((await config.credentials()).authorization).toBe('Bearer made');
});

test('a file without a current cluster is refused, and one that skips verification says so', () => {
  expect(() => readKubeconfig(write({}, { server: undefined }))).toThrow('names no current cluster');
  expect(readKubeconfig(write({}, { 'insecure-skip-tls-verify': true })).skipsVerification).toBe(true);
});
