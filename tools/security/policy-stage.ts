import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { type Impersonator, impersonate } from './act-as.ts';
import { addOldObjects } from './old-objects.ts';
import type { PolicyRow } from './policy-rows/row.ts';
import { createPolicyWorld, type PolicyWorld } from './policy-world.ts';

/** The real API server with the pack, a world in it, and no provisioner running: what refuses here is the cluster. */
export interface PolicyStage {
  admin: Transport;
  cluster: Impersonator;
  world: PolicyWorld;
  close: () => Promise<void>;
}

/** Sets the stage for one test file. */
export async function setPolicyStage(): Promise<PolicyStage> {
  const { adminKubeconfig, provisionerKubeconfig } = testCluster();
  const admin = createTransport(await loadConnection(adminKubeconfig), 16);
  const made = createTransport(await loadConnection(provisionerKubeconfig));
  const cluster = await impersonate(adminKubeconfig);
  const world = await createPolicyWorld(admin, made);
  await addOldObjects(admin, world.home);
  const close = async () => {
    await world.end();
    await Promise.all([admin.close(), made.close(), cluster.close()]);
  };
  return { admin, cluster, world, close };
}

/** What is wrong with the answer to a row, in one line; null when it is as the table says. */
export async function judgeRow(cluster: Impersonator, row: PolicyRow): Promise<string | null> {
  const { policy, title, refused } = row;
  const { code, message } = await ask(cluster, row);
  const isRight =
    refused === null
      ? code < 300
      : code === 403 && message.includes(`bailiwick/${policy}: `) && refused.test(message);
  return isRight ? null : `${policy}: ${title}: ${code} ${message || 'admitted'}`;
}

/** Whether a row has become the opposite: what must be refused passes every policy, what must pass does not. */
export async function hasFlipped(cluster: Impersonator, row: PolicyRow): Promise<boolean> {
  const { message } = await ask(cluster, row);
  return row.refused === null
    ? message.includes(`bailiwick/${row.policy}: `)
    : !message.includes('ValidatingAdmissionPolicy');
}

function ask(cluster: Impersonator, { who, act, forReal = false }: PolicyRow) {
  return forReal ? cluster.act(who, act) : cluster.try(who, act);
}
