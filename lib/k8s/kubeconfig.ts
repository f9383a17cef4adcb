import { readFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { dirname, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';

/** What a kubeconfig says of its current context. */
export interface Kubeconfig {
  server: string;
  skipsVerification: boolean;
  /** Files that it names, absolute. */
  files: string[];
  tokenFile: string | null;
  /** Whether a program or another service gives the credentials. */
  runsPlugin: boolean;
  /** The credentials as the files are now; plugins are run. */
  credentials: () => Promise<Credentials>;
}

/** What is needed to be let in. */
export interface Credentials {
  tls: { ca?: RequestOptions['ca']; cert?: RequestOptions['cert']; key?: RequestOptions['key'] };
  authorization: string | undefined;
}

interface Cluster {
  server?: string;
  'insecure-skip-tls-verify'?: boolean;
  'certificate-authority'?: string;
  'certificate-authority-data'?: string;
}

interface User {
  token?: string;
  tokenFile?: string;
  username?: string;
  password?: string;
  exec?: unknown;
  'auth-provider'?: unknown;
  'client-certificate'?: string;
  'client-certificate-data'?: string;
  'client-key'?: string;
  'client-key-data'?: string;
}

interface File {
  'current-context'?: string;
  contexts?: { name: string; context?: { cluster?: string; user?: string } }[];
  clusters?: { name: string; cluster?: Cluster }[];
  users?: { name: string; user?: User }[];
}

/** Reads a kubeconfig; throws where it names no current cluster. */
export function readKubeconfig(path: string): Kubeconfig {
  const file = parse(readFileSync(path, 'utf8')) as File;
  const context = file.contexts?.find(({ name }) => name === file['current-context'])?.context;
  const cluster = file.clusters?.find(({ name }) => name === context?.cluster)?.cluster;
  const user = file.users?.find(({ name }) => name === context?.user)?.user ?? {};
  if (cluster?.server === undefined) throw new Error(`The kubeconfig ${path} names no current cluster.`);
  const absolute = (name: string | undefined) => (name === undefined ? null : resolve(dirname(path), name));
  const named = [cluster['certificate-authority'], user['client-certificate'], user['client-key']];
  const tokenFile = absolute(user.tokenFile);
  const runsPlugin = user.exec !== undefined || user['auth-provider'] !== undefined;
  return {
    server: cluster.server.replace(/\/$/, ''),
    skipsVerification: cluster['insecure-skip-tls-verify'] ?? false,
    files: [...named.map(absolute), tokenFile].filter((name) => name !== null),
    tokenFile,
    runsPlugin,
    credentials: runsPlugin
      ? createPlugin(path)
      : () => Promise.resolve(writtenDown(cluster, user, absolute)),
  };
}

function writtenDown(
  cluster: Cluster,
  user: User,
  absolute: (name: string | undefined) => string | null,
): Credentials {
  const read = (data: string | undefined, name: string | undefined) => {
    const file = absolute(name);
    if (data !== undefined) return Buffer.from(data, 'base64');
    return file === null ? undefined : readFileSync(file);
  };
  const ca = read(cluster['certificate-authority-data'], cluster['certificate-authority']);
  const cert = read(user['client-certificate-data'], user['client-certificate']);
  const key = read(user['client-key-data'], user['client-key']);
  return {
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
    authorization: authorizationOf(user, absolute(user.tokenFile)),
  };
}

function authorizationOf({ token, username, password }: User, tokenFile: string | null): string | undefined {
  if (tokenFile !== null) return `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
  if (token !== undefined) return `Bearer ${token}`;
  if (username === undefined) return undefined;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
}

// client-node knows the protocols of plugins. It takes 50 MB and half a second to load, so only who needs it pays for it.
function createPlugin(path: string): () => Promise<Credentials> {
  let client: Promise<KubeConfig> | null = null;
  return async () => {
    // It keeps what a plugin has given until that ends, so it must not be made anew each time.
    client ??= loadClient(path);
    const options: RequestOptions = { headers: {} };
    await (await client).applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    const { Authorization } = options.headers as Record<string, string | undefined>;
    return {
      tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
      authorization: Authorization,
    };
  };
}

async function loadClient(path: string): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(path);
  return config;
}
