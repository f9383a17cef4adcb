import { renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { installCluster } from '#tools/cluster-install/install.ts';
import { type AdminAccess, runKubectl } from '#tools/cluster-install/kubectl.ts';
import { failure } from '#tools/process/failure.ts';
import { writeKubeconfig } from './credentials.ts';

const namespace = 'bailiwick-system';
const accounts = ['provisioner', 'conformance'] as const;
const tokenLifeSeconds = 3600;

/** The cluster to set up, with an administrator's rights, and where to put the credentials of our processes. */
export interface BootstrapOptions extends AdminAccess {
  dir: string;
}

/** The kubeconfigs of our processes; `renew` keeps their token files fresh until the returned function is called. */
export interface BootstrappedCluster {
  provisionerKubeconfig: string;
  conformanceKubeconfig: string;
  renew: (onFailure: (error: unknown) => void) => () => void;
}

/** Installs everything in deploy/ and fetches a short-lived token for each of our processes. */
export async function bootstrapCluster(options: BootstrapOptions): Promise<BootstrappedCluster> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kubectl = (args: string[]) => runKubectl(options, args);
  await installCluster(options, defaultPackOptions);
  const tokenFileOf = (account: string) => join(dir, `${account}.token`);
  const fetchToken = async (account: string) => {
    const tokenFile = tokenFileOf(account);
    const life = ['--duration', `${tokenLifeSeconds}s`];
    const token = await kubectl(['create', 'token', account, '--namespace', namespace, ...life]);
    writeFileSync(`${tokenFile}.new`, token.trim(), { mode: 0o600 });
    renameSync(`${tokenFile}.new`, tokenFile);
  };
  const fetchTokens = () => Promise.all(accounts.map(fetchToken));
  const [view] = await Promise.all([
    kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']),
    fetchTokens(),
  ]);
  const kubeconfigOf = (account: (typeof accounts)[number]) =>
    writeKubeconfig(join(dir, `${account}.kubeconfig`), clusterOf(view), { tokenFile: tokenFileOf(account) });
  const renew: BootstrappedCluster['renew'] = (onFailure) => {
    const timer = setInterval(() => fetchTokens().catch(onFailure), (tokenLifeSeconds / 2) * 1000);
    return () => clearInterval(timer);
  };
  return {
    provisionerKubeconfig: kubeconfigOf('provisioner'),
    conformanceKubeconfig: kubeconfigOf('conformance'),
    renew,
  };
}

function clusterOf(view: string): { server: string; ca: Buffer | undefined } {
  const config = JSON.parse(view) as {
    clusters: {
      cluster: {
        server: string;
        'certificate-authority-data'?: string;
        'insecure-skip-tls-verify'?: boolean;
      };
    }[];
  };
  const cluster = config.clusters[0]?.cluster;
  if (!cluster) throw failure('The kubeconfig names no cluster for its current context.');
  if (cluster['insecure-skip-tls-verify']) {
    throw failure(
      `The kubeconfig skips the verification of ${cluster.server}; Bailiwick does not trust blindly.`,
    );
  }
  const ca = cluster['certificate-authority-data'];
  return { server: cluster.server, ca: ca ? Buffer.from(ca, 'base64') : undefined };
}
