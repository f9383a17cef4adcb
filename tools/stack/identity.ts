import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoAccounts, type IdentityConfig, type LocalAccount } from '#tools/identity/accounts.ts';
import { issuerOf } from '#tools/identity/provider.ts';
import { failWhenGone } from '#tools/process/child.ts';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { until } from '#tools/test/until.ts';
import { type Home, writePrivately } from './home.ts';
import type { Progress } from './progress.ts';
import type { Supervisor } from './supervisor.ts';

/** The identity provider the web server signs people in with, as its environment, and the accounts we know. */
export interface StackIdentity {
  issuer: string;
  env: Record<string, string>;
  accounts: LocalAccount[];
}

/** Starts the local identity provider, or takes OIDC_ISSUER with its client id and secret. */
export async function prepareIdentity(
  home: Home,
  ports: { web: number; issuer: number },
  clientSecret: string,
  progress: Progress,
  supervisor: Supervisor,
): Promise<StackIdentity> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, BAILIWICK_ADMINS } = process.env;
  if (OIDC_ISSUER) {
    if (!OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET)
      throw failure('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.');
    if (!BAILIWICK_ADMINS) progress.note('BAILIWICK_ADMINS is not set: nobody will be an admin.');
    const { OIDC_SCOPES, OIDC_GROUPS_CLAIM } = process.env;
    return {
      issuer: OIDC_ISSUER,
      env: {
        ...{ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET },
        ...(OIDC_SCOPES ? { OIDC_SCOPES } : {}),
        ...(OIDC_GROUPS_CLAIM ? { OIDC_GROUPS_CLAIM } : {}),
      },
      accounts: [],
    };
  }
  const webUrls = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.web}`);
  const stateDir = home.path('identity');
  const clientId = 'bailiwick';
  await startLocal(
    home,
    { port: ports.issuer, webUrls, clientId, clientSecret, stateDir, accounts: demoAccounts },
    progress,
    supervisor,
  );
  const issuer = issuerOf(ports.issuer);
  const known = (role: string) =>
    demoAccounts
      .filter((account) => account.role === role)
      .map(({ subject }) => `${issuer}#${subject}`)
      .join(',');
  return {
    issuer,
    accounts: demoAccounts,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_SCOPES: 'openid profile email groups',
      BAILIWICK_ADMINS: known('admin'),
      BAILIWICK_AUDITORS: known('auditor'),
    },
  };
}

function startLocal(
  home: Home,
  config: IdentityConfig,
  progress: Progress,
  supervisor: Supervisor,
): Promise<void> {
  return progress.step('Local identity provider', async (note) => {
    mkdirSync(config.stateDir, { recursive: true, mode: 0o700 });
    const file = join(config.stateDir, 'config.json');
    writePrivately(file, config);
    const child = await supervisor.run(
      {
        name: 'identity provider',
        command: process.execPath,
        args: [join(projectRoot, 'tools/identity/main.ts'), file],
        logFile: home.log('identity'),
        env: { ...process.env, BAILIWICK_LOCAL_STACK: '1' },
      },
      'then',
    );
    const discovery = `${issuerOf(config.port)}/.well-known/openid-configuration`;
    const answers = async () => (await fetch(discovery)).ok;
    await Promise.race([
      until(answers, { deadlineMs: 20_000, what: 'the identity provider' }),
      failWhenGone(child),
    ]);
    note(issuerOf(config.port));
  });
}
