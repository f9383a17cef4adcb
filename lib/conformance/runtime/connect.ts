import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { syntheticTenant } from '#lib/provisioner/policies/identities.ts';
import type { ConformancePort } from '../run-environment.ts';
import { createConformancePort } from './cluster.ts';

const connections = 8;

/** The cluster as the checks use it. */
export interface ConformanceCluster extends ConformancePort {
  transports: readonly Transport[];
  close: () => Promise<void>;
}

/** The cluster behind a kubeconfig of the conformance ServiceAccount. */
export async function connectConformance(kubeconfig: string): Promise<ConformanceCluster> {
  const connection = await loadConnection(kubeconfig);
  const own = createTransport(connection, connections);
  const tenant = createTransport({ ...connection, impersonate: syntheticTenant }, connections);
  return {
    ...createConformancePort(own, tenant),
    transports: [own, tenant],
    close: async () => void (await Promise.all([own.close(), tenant.close()])),
  };
}
