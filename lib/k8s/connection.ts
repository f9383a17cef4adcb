import { readFileSync, statSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { dirname, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';

/** How to reach a cluster, and as whom. */
export interface Connection {
  server: string;
  tls: { ca?: RequestOptions['ca']; cert?: RequestOptions['cert']; key?: RequestOptions['key'] };
  /** The Authorization header as of now; a token file is read again when it has changed. */
  authorization: () => Promise<string | undefined>;
}

interface KubeconfigFile {
  users?: { name: string; user?: { tokenFile?: string } }[];
}

/** Reads a kubeconfig. Refuses to talk to a cluster whose certificate would not be checked. */
export async function loadConnection(path: string): Promise<Connection> {
  const config = new KubeConfig();
  config.loadFromFile(path);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error(`The kubeconfig ${path} names no current cluster.`);
  if (cluster.skipTLSVerify)
    throw new Error(
      `The kubeconfig ${path} skips the check of the server's certificate; give its certificate authority instead.`,
    );
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key } = options;
  const tokenFile = findTokenFile(path, config.getCurrentUser()?.name);
  const authorization = tokenFile === null ? () => authorizationOf(config) : fileAuthorization(tokenFile);
  return {
    server: cluster.server.replace(/\/$/, ''),
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
    authorization,
  };
}

async function authorizationOf(config: KubeConfig): Promise<string | undefined> {
  const options: RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  const header = (options.headers as Record<string, string | undefined>).Authorization;
  return header;
}

// client-node knows token files of service accounts in a pod only, not the `tokenFile` of a kubeconfig.
function findTokenFile(path: string, user: string | undefined): string | null {
  const file = parse(readFileSync(path, 'utf8')) as KubeconfigFile;
  const tokenFile = file.users?.find(({ name }) => name === user)?.user?.tokenFile;
  return tokenFile === undefined ? null : resolve(dirname(path), tokenFile);
}

function fileAuthorization(tokenFile: string): () => Promise<string> {
  let seen = { changed: -1, token: '' };
  return async () => {
    const changed = statSync(tokenFile).mtimeMs;
    if (changed !== seen.changed) seen = { changed, token: readFileSync(tokenFile, 'utf8').trim() };
    return `Bearer ${seen.token}`;
  };
}
