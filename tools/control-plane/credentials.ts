import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const week = 7 * 24 * 3600 * 1000;

/** Files and tokens of a local control plane; they are made once and kept in its folder. */
export interface Credentials {
  adminToken: string;
  controllerToken: string;
  tokenFile: string;
  signingKey: string;
  verifyingKey: string;
  certDir: string;
  caFile: string;
}

/** Reads or makes the credentials in this folder. */
export function prepareCredentials(dir: string): Credentials {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const files = {
    tokenFile: join(dir, 'tokens.csv'),
    signingKey: join(dir, 'service-account.key'),
    verifyingKey: join(dir, 'service-account.pub'),
    certDir: join(dir, 'certificates'),
    // kube-apiserver writes its own certificate here, followed by the authority that signed it.
    caFile: join(dir, 'certificates', 'apiserver.crt'),
  };
  if (!existsSync(files.tokenFile)) makeTokens(files.tokenFile);
  if (!existsSync(files.signingKey)) makeKeys(files.signingKey, files.verifyingKey);
  dropOldCertificate(files.certDir, files.caFile);
  const tokens = readFileSync(files.tokenFile, 'utf8')
    .split('\n')
    .map((line) => line.split(',')[0] ?? '');
  return { ...files, adminToken: tokens[0] ?? '', controllerToken: tokens[1] ?? '' };
}

/** Writes a kubeconfig whose user is either a token or a file that holds one. */
export function writeKubeconfig(
  path: string,
  cluster: { server: string; ca: Buffer | undefined },
  user: { token: string } | { tokenFile: string },
): string {
  // Without an authority of its own the cluster's certificate is checked against the system's.
  const trust = cluster.ca ? { 'certificate-authority-data': cluster.ca.toString('base64') } : {};
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'bailiwick',
    clusters: [
      {
        name: 'bailiwick',
        cluster: { server: cluster.server, ...trust },
      },
    ],
    users: [{ name: 'bailiwick', user }],
    contexts: [{ name: 'bailiwick', context: { cluster: 'bailiwick', user: 'bailiwick' } }],
  };
  writeFileSync(path, JSON.stringify(content, null, 2), { mode: 0o600 });
  return path;
}

function makeTokens(file: string): void {
  const token = () => randomBytes(32).toString('base64url');
  const lines = [`${token()},bailiwick-local-admin,local-admin,"system:masters"`];
  lines.push(`${token()},system:kube-controller-manager,kube-controller-manager`);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function makeKeys(privateFile: string, publicFile: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(privateFile, privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }));
}

function dropOldCertificate(certDir: string, certificate: string): void {
  if (!existsSync(certificate)) return;
  const { validToDate } = new X509Certificate(readFileSync(certificate));
  if (validToDate.getTime() < Date.now() + week) rmSync(certDir, { recursive: true });
}
