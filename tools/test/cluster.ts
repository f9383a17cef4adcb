import { inject } from 'vitest';

/** Paths of the kubeconfigs of the run's control plane, and of a kubectl that fits it. */
export interface TestCluster {
  adminKubeconfig: string;
  provisionerKubeconfig: string;
  conformanceKubeconfig: string;
  kubectl: string;
}

/** The control plane all test files share: name namespaces uniquely. */
export function testCluster(): TestCluster {
  return {
    adminKubeconfig: inject('adminKubeconfig'),
    provisionerKubeconfig: inject('provisionerKubeconfig'),
    conformanceKubeconfig: inject('conformanceKubeconfig'),
    kubectl: inject('kubectl'),
  };
}
