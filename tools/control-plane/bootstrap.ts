import { execFile } from 'node:child_process';
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { writeKubeconfig } from './credentials.ts';

const namespace = 'bailiwick-system';
const account = 'provisioner';
const tokenLifeSeconds = 3600;

/** The cluster to set up, with an administrator's rights, and where to put the provisioner's credentials. */
export interface BootstrapOptions {
  adminKubeconfig: string;
  dir: string;
  kubectl: string;
}

/** The provisioner's kubeconfig; `renew` keeps its token file fresh until the returned function is called. */
export interface BootstrappedCluster {
  provisionerKubeconfig: string;
  renew: (onFailure: (error: unknown) => void) => () => void;
}

/** Applies namespace, ServiceAccount and the RBAC manifests of deploy/rbac, and fetches a short-lived token. */
export async function bootstrapCluster(options: BootstrapOptions): Promise<BootstrappedCluster> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kubectl = (args: string[], input?: string) => runKubectl(options, args, input);
  const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=bailiwick-bootstrap'];
  await kubectl([...apply, '-f', '-'], JSON.stringify(ownObjects()));
  const rbac = join(projectRoot, 'deploy/rbac');
  const tokenFile = join(dir, 'provisioner.token');
  const fetchToken = async () => {
    const life = ['--duration', `${tokenLifeSeconds}s`];
    const token = await kubectl(['create', 'token', account, '--namespace', namespace, ...life]);
    writeFileSync(`${tokenFile}.new`, token.trim(), { mode: 0o600 });
    renameSync(`${tokenFile}.new`, tokenFile);
  };
  const applyRbac = hasManifests(rbac) ? kubectl([...apply, '-f', rbac]) : undefined;
  const [view] = await Promise.all([
    kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']),
    fetchToken(),
    applyRbac,
  ]);
  const provisionerKubeconfig = writeKubeconfig(join(dir, 'provisioner.kubeconfig'), clusterOf(view), {
    tokenFile,
  });
  const renew: BootstrappedCluster['renew'] = (onFailure) => {
    const timer = setInterval(() => fetchToken().catch(onFailure), (tokenLifeSeconds / 2) * 1000);
    return () => clearInterval(timer);
  };
  return { provisionerKubeconfig, renew };
}

function ownObjects() {
  const labels = { 'app.kubernetes.io/part-of': 'bailiwick' };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace, labels } },
    ],
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

function hasManifests(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some((name) => /\.(ya?ml|json)$/.test(name));
}

function runKubectl(options: BootstrapOptions, args: string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const flags = ['--kubeconfig', options.adminKubeconfig, ...args];
    const child = execFile(options.kubectl, flags, (error, stdout, stderr) => {
      if (error)
        reject(
          failure(`kubectl ${args.slice(0, 2).join(' ')} failed: ${stderr.trim() || error.message}`, error),
        );
      else resolve(stdout);
    });
    child.stdin?.end(input ?? '');
  });
}
