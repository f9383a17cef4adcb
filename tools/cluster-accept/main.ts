// Says that a cluster takes the place of one that was lost: `DATABASE_URL=… KUBECONFIG=… npm run cluster:accept`.
import { parseArgs } from 'node:util';
import { runKubectl } from '#tools/cluster-install/kubectl.ts';
import { readTarget } from '#tools/cluster-install/target.ts';
import { describeFailure, failure } from '#tools/process/failure.ts';
import { acceptCluster, findCluster } from './accept-cluster.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { yes } = parseArgs({ options: { yes: { type: 'boolean', default: false } } }).values;
    const url = process.env.DATABASE_URL;
    if (!url) throw failure('Set DATABASE_URL to the database as its owner.');
    const target = await readTarget('npm run cluster:accept', console.log);
    const path = ['get', 'namespace', 'kube-system', '--output', 'jsonpath={.metadata.uid}'];
    const [uid, known] = await Promise.all([runKubectl(target, path), findCluster(url)]);
    console.log(`KUBECONFIG: cluster ${uid}, context "${target.context}" at ${target.server}`);
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
