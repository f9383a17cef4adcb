import type { LocalAccount } from '#tools/identity/accounts.ts';
import { type Home, writePrivately } from './home.ts';

/** What tests, the bench and other tools need to know of a running stack; see the developers' guide. */
export interface RunFile {
  web: string;
  issuer: string;
  kubeconfig: string;
  databaseUrl: string;
  /** Where the provisioner tells its metrics. */
  metrics: string;
  /** The same of the other processes beside the web server. */
  otherMetrics: Record<'conformance' | 'notifier', string>;
  /** Where the mails of the stack can be looked at; null where they leave it. */
  mails: string | null;
  accounts: { email: string; password: string; role: string; team: string | null }[];
  pids: Record<string, number>;
}

/** Writes run.json; it holds passwords and connection strings, so only the person may read it. */
export function writeRunFile(
  home: Home,
  run: Omit<RunFile, 'accounts'> & { accounts: LocalAccount[] },
): void {
  const accounts = run.accounts.map(({ email, password, role, team }) => ({ email, password, role, team }));
  writePrivately(home.path('run.json'), { ...run, accounts });
}

/** The last text of a start: where to go, with which account, and how to look at the cluster. */
export function readyText(
  run: Pick<RunFile, 'web' | 'kubeconfig' | 'mails'>,
  accounts: LocalAccount[],
  took: string,
): string {
  const rows = accounts.map(({ email, name, role, team }) => {
    const what = team ? `${role} of ${team}` : role;
    return `    ${email.padEnd(24)} ${what.padEnd(24)} ${name}`;
  });
  const signIn = accounts.length > 0 ? ['', '  Accounts (password of each: bailiwick)', ...rows] : [];
  return [
    '',
    `  Bailiwick is ready after ${took}:  ${run.web}`,
    ...signIn,
    ...(run.mails === null ? [] : ['', `  Mails that it sends: ${run.mails}`]),
    '',
    `  export KUBECONFIG=${run.kubeconfig}`,
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
