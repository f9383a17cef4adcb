import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure } from '#tools/process/failure.ts';
import { endRecorded, livingOwner } from '#tools/process/ledger.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';

/** The folder a local stack keeps everything in. */
export interface Home {
  dir: string;
  path: (...parts: string[]) => string;
  log: (name: string) => string;
}

/** Ports of the stack's parts; they are kept, so that addresses and the issuer stay the same from start to start. */
export interface Ports {
  web: number;
  issuer: number;
  metrics: number;
  conformance: number;
  notifier: number;
  smtp: number;
  mailBox: number;
  database: number;
  apiserver: number;
}

const preferred: Ports = {
  ...{ web: 3000, issuer: 3001, metrics: 3002, conformance: 3003, notifier: 3004, smtp: 3005, mailBox: 3006 },
  ...{ database: 5433, apiserver: 6443 },
};
const contents = ['database', 'control-plane', 'identity', 'logs', 'run.json', 'ports.json', 'secrets.json'];

/** Opens the state folder: refuses a second start, ends what a killed one left behind, empties it if asked. */
export async function openHome(
  env: NodeJS.ProcessEnv,
  fresh: boolean,
): Promise<{ home: Home; ended: string[] }> {
  const dir = resolve(projectRoot, env.BAILIWICK_HOME || '.bailiwick');
  const path = (...parts: string[]) => join(dir, ...parts);
  const home: Home = { dir, path, log: (name) => path('logs', `${name}.log`) };
  const owner = livingOwner(path('children.json'));
  if (owner) {
    throw failure(
      `Bailiwick already runs on ${dir} (process ${owner.pid}). Stop it first, or set BAILIWICK_HOME.`,
    );
  }
  const ended = await endRecorded(path('children.json'));
  // Only what we know to be ours: BAILIWICK_HOME may point to a folder with other things in it.
  const old = fresh ? contents : ['logs', 'run.json'];
  for (const name of old) rmSync(path(name), { recursive: true, force: true });
  mkdirSync(path('logs'), { recursive: true });
  chmodSync(dir, 0o711);
  return { home, ended };
}

/** Secrets of the stack, made at the first start. */
export function readSecrets(home: Home): { nextAuth: string; client: string } {
  const file = home.path('secrets.json');
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64url');
    writePrivately(file, { nextAuth: secret(), client: secret() });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { nextAuth: string; client: string };
}

/** Chooses the ports: those of the last start if free, else the usual ones, else the next free ones. */
export async function choosePorts(
  home: Home,
  wanted: number | undefined,
): Promise<Ports & { last: Partial<Ports> }> {
  const file = home.path('ports.json');
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Ports>) : {};
  const choose = (name: keyof Ports, first?: number) => freePort(first ?? last[name] ?? preferred[name]);
  const web = await choose('web', wanted);
  if (wanted !== undefined && web !== wanted) {
    throw failure(`Port ${wanted} is taken by another program. Choose another with --port, or leave it out.`);
  }
  const ports: Ports = {
    web,
    issuer: await choose('issuer'),
    metrics: await choose('metrics'),
    conformance: await choose('conformance'),
    notifier: await choose('notifier'),
    smtp: await choose('smtp'),
    mailBox: await choose('mailBox'),
    database: await choose('database'),
    apiserver: await choose('apiserver'),
  };
  writePrivately(file, ports);
  return { ...ports, last };
}

/** Writes JSON that only the person may read, in one step. */
export function writePrivately(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
