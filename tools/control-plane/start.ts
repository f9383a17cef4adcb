import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join, resolve } from 'node:path';
import { type Child, failWhenGone, startChild } from '#tools/process/child.ts';
import { freePort } from '#tools/process/ports.ts';
import { until } from '#tools/test/until.ts';
import { type Credentials, prepareCredentials, writeKubeconfig } from './credentials.ts';
import { apiserverFlags, controllerFlags, etcdFlags, type Layout } from './flags.ts';
import type { Binaries } from './version.ts';

/** Where the control plane keeps its data and what it runs. */
export interface ControlPlaneOptions {
  dir: string;
  binaries: Binaries;
  /** Must be free; without it any free one is chosen. */
  port?: number;
  /** For tests: etcd without fsync, controllers without a brake. */
  disposable?: boolean;
  /** Added to those of the controller manager; of a flag that is given twice the last one counts. */
  controllerFlags?: readonly string[];
  report?: (line: string) => void;
  onSpawn?: (name: string, pid: number) => void;
}

/** What a control plane consists of. */
export type Program = 'etcd' | 'kube-apiserver' | 'kube-controller-manager';

/** A running control plane; `kubeconfig` is the path of the administrator's. */
export interface ControlPlane {
  kubeconfig: string;
  server: string;
  /** Of etcd's client port, which also speaks JSON. */
  etcdUrl: string;
  pids: Record<string, number>;
  children: Child[];
  /** Starts a program anew that has ended, with the same flags; the API server is ready when it resolves. */
  restart: (name: Program) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts etcd, kube-apiserver and kube-controller-manager on 127.0.0.1 and waits until the API is ready. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const credentials = prepareCredentials(dir);
  const layout: Layout = {
    dir,
    credentials,
    port: options.port ?? (await freePort()),
    etcdUrl: `http://127.0.0.1:${await freePort()}`,
    peerUrl: `http://127.0.0.1:${await freePort()}`,
    disposable: options.disposable ?? false,
  };
  const children: Child[] = [];
  const flags = new Map<Program, string[]>();
  const run = async (name: Program, args: string[]) => {
    flags.set(name, args);
    const logFile = join(dir, `${name}.log`);
    const child = await startChild({
      name,
      command: options.binaries[name],
      args,
      logFile,
      onSpawn: options.onSpawn,
    });
    children.push(child);
    return child;
  };
  const stop = () => stopInOrder(children, layout.disposable);
  try {
    // The API server waits for etcd by itself, so both start at once.
    await run('etcd', etcdFlags(layout));
    const server = `https://127.0.0.1:${layout.port}`;
    const whenReady = (apiserver: Child) => {
      const ready = until(() => isReady(server, credentials), {
        deadlineMs: 60_000,
        what: 'the API server to be ready',
      });
      return Promise.race([ready, failWhenGone(apiserver)]);
    };
    await whenReady(await run('kube-apiserver', apiserverFlags(layout)));
    const cluster = { server, ca: readFileSync(credentials.caFile) };
    const controllers = writeKubeconfig(join(dir, 'controller-manager.kubeconfig'), cluster, {
      token: credentials.controllerToken,
    });
    const extra = options.controllerFlags ?? [];
    await run('kube-controller-manager', [...controllerFlags(layout, controllers), ...extra]);
    const kubeconfig = writeKubeconfig(join(dir, 'admin.kubeconfig'), cluster, {
      token: credentials.adminToken,
    });
    const pids = Object.fromEntries(children.map((child) => [child.name, child.pid]));
    const restart = async (name: Program) => {
      const child = await run(name, flags.get(name) ?? []);
      if (name === 'kube-apiserver') await whenReady(child);
    };
    return { kubeconfig, server, etcdUrl: layout.etcdUrl, pids, children, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopInOrder(children: Child[], disposable: boolean): Promise<void> {
  if (disposable) {
    await Promise.all(children.map((child) => child.stop('SIGKILL')));
    return;
  }
  // The API server would wait a minute for open watches, and keeps no state: it need not end in peace. etcd must.
  const [etcd, ...clients] = children;
  await Promise.all(clients.map((child) => child.stop('SIGKILL')));
  await etcd?.stop('SIGTERM', 2000);
}

function isReady(server: string, credentials: Credentials): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const ca = readFileSync(credentials.caFile);
    const headers = { authorization: `Bearer ${credentials.adminToken}` };
    const probe = request(`${server}/readyz`, { ca, headers, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.once('timeout', () => probe.destroy(new Error('no answer')));
    probe.once('error', reject);
    probe.end();
  });
}
