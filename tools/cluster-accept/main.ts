// Says that a cluster takes the place of one that was lost: `DATABASE_URL=… KUBECONFIG=… npm run cluster:accept`.
import { delimiter } from 'node:path';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { describeFailure, failure } from '#tools/process/failure.ts';
import { readArguments } from '#tools/process/read-arguments.ts';
import { acceptCluster, findCluster } from './accept-cluster.ts';

const usage = `Usage: DATABASE_URL=… KUBECONFIG=… npm run cluster:accept [-- --yes]

DATABASE_URL is the database as its owner, KUBECONFIG the cluster that takes the place of a lost one. Without --yes both are only shown.`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { yes } = readArguments(usage, { options: { yes: { type: 'boolean', default: false } } }).values;
    const url = process.env.DATABASE_URL;
    const kubeconfig = process.env.KUBECONFIG?.split(delimiter)[0];
    if (!url || !kubeconfig) throw failure(usage);
    const [{ uid, server }, known] = await Promise.all([meet(kubeconfig), findCluster(url)]);
    console.log(`KUBECONFIG: cluster ${uid} at ${server}`);
    if (known === null) {
      console.log(
        'No provisioner has met a cluster yet. The first that it meets is ours; nothing is to be done.',
      );
      return 0;
    }
    console.log(`Database: ${known.environments} environments in cluster ${known.uid}`);
    if (known.uid === uid) {
      console.log('That is the same cluster; nothing is to be done.');
      return 0;
    }
    if (!yes) {
      console.log(
        'Nothing was changed. If the old cluster is gone for good, run it again with --yes: the environments will be made in this one, empty.',
      );
      return 1;
    }
    await acceptCluster(url, known, uid);
    console.log('Accepted. Administration → Provisioner shows how far it is.');
    return 0;
  } catch (error) {
    console.error(describeFailure(error));
    return 1;
  }
}

async function meet(kubeconfig: string): Promise<{ uid: string; server: string }> {
  const connection = await loadConnection(kubeconfig);
  const transport = createTransport(connection, 1);
  const path = '/api/v1/namespaces/kube-system';
  const { metadata } = (await transport.call({ method: 'GET', path }).finally(() => transport.close())) as {
    metadata: { uid: string };
  };
  return { uid: metadata.uid, server: connection.server };
}
