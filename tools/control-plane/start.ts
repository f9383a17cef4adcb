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
  port?: number;
  /** For tests: etcd without fsync, controllers without a brake. */
  disposable?: boolean;
  report?: (line: string) => void;
  onSpawn?: (name: string, pid: number) => void;
}

/** A running control plane; `kubeconfig` is the path of the administrator's. */
export interface ControlPlane {
  kubeconfig: string;
  server: string;
  pids: Record<string, number>;
  children: Child[];
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
    port: await freePort(options.port),
    etcdUrl: `http://127.0.0.1:${await freePort()}`,
    peerUrl: `http://127.0.0.1:${await freePort()}`,
    disposable: options.disposable ?? false,
  };
  const children: Child[] = [];
  const run = async (name: 'etcd' | 'kube-apiserver' | 'kube-controller-manager', args: string[]) => {
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
    const apiserver = await run('kube-apiserver', apiserverFlags(layout));
    const server = `https://127.0.0.1:${layout.port}`;
    const ready = until(() => isReady(server, credentials), {
      deadlineMs: 60_000,
      what: 'the API server to be ready',
    });
    await Promise.race([ready, failWhenGone(apiserver)]);
    const cluster = { server, ca: readFileSync(credentials.caFile) };
    const controllers = writeKubeconfig(join(dir, 'controller-manager.kubeconfig'), cluster, {
      token: credentials.controllerToken,
    });
    await run('kube-controller-manager', controllerFlags(layout, controllers));
    const kubeconfig = writeKubeconfig(join(dir, 'admin.kubeconfig'), cluster, {
      token: credentials.adminToken,
    });
    const pids = Object.fromEntries(children.map((child) => [child.name, child.pid]));
    return { kubeconfig, server, pids, children, stop };
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
