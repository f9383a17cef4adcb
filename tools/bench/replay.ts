import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConnection } from '#lib/k8s/connection.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { writeKubeconfig } from '#tools/control-plane/credentials.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import type { Recording } from './replay-server/recording.ts';
import type { BenchStage } from './stage.ts';

/** A replay of one environment's objects as many, behind the interface of an API server. */
export interface Replay {
  kubeconfig: string;
  /** How many objects were written so far. */
  writes: () => Promise<number>;
  stop: () => Promise<void>;
}

/** The objects of one environment as the API server answers them, by plural. */
export async function recordObjects(stage: BenchStage, namespace: string): Promise<Recording['objects']> {
  const transport = createTransport(await loadConnection(stage.adminKubeconfig));
  const read = async (path: string) => {
    const { items } = (await transport.call({ method: 'GET', path })) as { items: object[] };
    return items.map((item) => JSON.stringify(item));
  };
  const objects: Recording['objects'] = {};
  for (const kind of managedKinds)
    objects[kind.plural] = await read(
      kind.namespaced
        ? collectionPath(kind, namespace)
        : `${collectionPath(kind)}?fieldSelector=metadata.name%3D${namespace}`,
    );
  await transport.close();
  return objects;
}

/** Starts the replay as a process of its own, with the certificate of the stage's API server. */
export async function startReplay(stage: BenchStage, recording: Recording): Promise<Replay> {
  const file = join(stage.dir, 'recording.json');
  writeFileSync(file, JSON.stringify(recording));
  const certificates = join(dirname(stage.adminKubeconfig), 'certificates');
  const [cert = '', key = ''] = ['crt', 'key'].map((ending) => join(certificates, `apiserver.${ending}`));
  const main = join(import.meta.dirname, 'replay-server/main.ts');
  const child = spawn(process.execPath, [main, file, cert, key], { stdio: ['ignore', 'pipe', 'inherit'] });
  endWithParent('replay', child.pid ?? 0);
  const [port] = await once(child.stdout, 'data');
  const server = `https://127.0.0.1:${String(port).trim()}`;
  const path = join(stage.dir, 'replay.kubeconfig');
  const kubeconfig = writeKubeconfig(path, { server, ca: readFileSync(cert) }, { token: 'replay' });
  const transport = createTransport(await loadConnection(kubeconfig), 1);
  return {
    kubeconfig,
    writes: async () => {
      const answer = await transport.call({ method: 'GET', path: '/writes' });
      return (answer as { writes: number }).writes;
    },
    stop: async () => {
      await transport.close();
      child.kill();
    },
  };
}
