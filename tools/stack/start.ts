import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalAccount } from '#tools/identity/accounts.ts';
import { issuerOf } from '#tools/identity/provider.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { prepareCluster, type StackCluster } from './cluster.ts';
import { isEmpty, moveIssuer, prepareClient, prepareDatabase, type StackDatabase } from './database.ts';
import { choosePorts, type Home, readSecrets } from './home.ts';
import { prepareIdentity, type StackIdentity } from './identity.ts';
import { prepareMail } from './mail.ts';
import type { StackOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { type RunFile, writeRunFile } from './run-file.ts';
import { seedDemo, startService, startWeb } from './services.ts';
import type { Supervisor } from './supervisor.ts';
import { buildWeb } from './web-build.ts';

/** The running stack, as far as the ready text shows it. */
export interface RunningStack {
  run: Pick<RunFile, 'web' | 'kubeconfig' | 'mails'>;
  accounts: LocalAccount[];
}

/** Starts every part, each as soon as what it needs is there. */
export async function startStack(
  options: StackOptions,
  home: Home,
  progress: Progress,
  supervisor: Supervisor,
): Promise<RunningStack> {
  const secrets = readSecrets(home);
  const ports = await choosePorts(home, options.port);
  const web = `http://localhost:${ports.web}`;
  const client = prepareClient(progress);
  const built = client.then(() =>
    options.dev
      ? undefined
      : progress.step('Web build', (note) => buildWeb(home.log('web-build'), supervisor.runToEnd, note)),
  );
  const database = prepareDatabase(home, ports.database, progress, supervisor).then(async (ready) => {
    if (ports.last.issuer && ports.last.issuer !== ports.issuer) {
      await moveIssuer(ready.ownerUrl, issuerOf(ports.last.issuer), issuerOf(ports.issuer));
    }
    return ready;
  });
  const cluster = prepareCluster(home, ports.apiserver, options.cluster, progress, supervisor);
  const identity = prepareIdentity(home, ports, secrets.client, progress, supervisor);
  const env = Promise.all([database, identity]).then(([base, who]) =>
    webEnv(base, who, web, secrets.nextAuth, options.dev),
  );
  const provisioner = Promise.all([database, cluster, client]).then(([base, { provisionerKubeconfig }]) => {
    const extra = {
      KUBECONFIG: provisionerKubeconfig,
      METRICS_PORT: String(ports.metrics),
      HOST: '127.0.0.1',
    };
    const own = { ...plainEnv(options.dev), DATABASE_URL: base.provisionerUrl, ...extra };
    return startService('provisioner', home, own, progress, supervisor);
  });
  const conformance = Promise.all([database, cluster, client]).then(([base, { conformanceKubeconfig }]) => {
    const extra = {
      KUBECONFIG: conformanceKubeconfig,
      METRICS_PORT: String(ports.conformance),
      HOST: '127.0.0.1',
    };
    const own = { ...plainEnv(options.dev), DATABASE_URL: base.conformanceUrl, ...extra };
    return startService('conformance', home, own, progress, supervisor);
  });
  const mail = prepareMail(home, ports, progress, supervisor);
  const notifier = Promise.all([database, mail, client]).then(([base, { env: smtp }]) => {
    const extra = { METRICS_PORT: String(ports.notifier), HOST: '127.0.0.1', BAILIWICK_PORTAL_URL: web };
    // A receiver on this machine can be tried; in production nothing internal is reached unless the operator says so.
    const own = {
      BAILIWICK_WEBHOOK_ALLOW: '127.0.0.1',
      ...plainEnv(options.dev),
      DATABASE_URL: base.notifierUrl,
    };
    return startService('notifier', home, { ...own, ...smtp, ...extra }, progress, supervisor);
  });
  const served = Promise.all([env, built]).then(([own]) =>
    startWeb(home, ports.web, own, options.dev, progress, supervisor),
  );
  const [base, reached, who, own, { box }] = await Promise.all([
    database,
    cluster,
    identity,
    env,
    mail,
    provisioner,
    served,
    conformance,
    notifier,
  ]);
  keepTokenFresh(reached, progress);
  const metricsAt = (port: number) => `http://127.0.0.1:${port}/metrics`;
  const run = {
    web,
    issuer: who.issuer,
    kubeconfig: reached.adminKubeconfig,
    databaseUrl: base.ownerUrl,
    metrics: metricsAt(ports.metrics),
    otherMetrics: { conformance: metricsAt(ports.conformance), notifier: metricsAt(ports.notifier) },
    mails: box,
  };
  if (options.demo && (await wantsDemo(base, who))) {
    await seedDemo(home, { ...own, KUBECONFIG: run.kubeconfig }, progress, supervisor);
  }
  // Written last: others take the file as the sign that everything is ready.
  writeRunFile(home, { ...run, accounts: who.accounts, pids: supervisor.pids() });
  return { run, accounts: who.accounts };
}

/** The environment of the web server. */
function webEnv(
  base: StackDatabase,
  who: StackIdentity,
  web: string,
  secret: string,
  dev: boolean,
): NodeJS.ProcessEnv {
  return {
    ...plainEnv(dev),
    ...(process.env.BAILIWICK_ADMINS ? { BAILIWICK_ADMINS: process.env.BAILIWICK_ADMINS } : {}),
    ...who.env,
    DATABASE_URL: base.webUrl,
    NEXTAUTH_URL: web,
    NEXTAUTH_SECRET: secret,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

// The person's own KUBECONFIG and DATABASE_URL must not leak into a process that is given no other.
function plainEnv(dev: boolean): NodeJS.ProcessEnv {
  const { KUBECONFIG: _config, DATABASE_URL: _url, ...rest } = process.env;
  return { ...rest, NODE_ENV: dev ? 'development' : 'production', BAILIWICK_LOCAL_STACK: '1' };
}

async function wantsDemo(base: StackDatabase, who: StackIdentity): Promise<boolean> {
  return (
    who.accounts.length > 0 && existsSync(join(projectRoot, 'tools/demo/main.ts')) && isEmpty(base.ownerUrl)
  );
}

function keepTokenFresh(cluster: StackCluster, progress: Progress): void {
  cluster.renew((error) => progress.note(`A token for the cluster could not be renewed: ${error}`));
}
