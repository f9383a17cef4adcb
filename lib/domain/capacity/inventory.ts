import type { ResourceAmounts } from '../environment-class.ts';

/** What quotas can be about in this cluster, as the provisioner found it. */
export interface ClusterInventory {
  nodes: number;
  /** What all nodes that take pods have together: resource → amount. */
  allocatable: ResourceAmounts;
  /** Keys like `count/deployments.apps` of all namespaced resources that the cluster knows. */
  countable: readonly string[];
  /** Names of storage classes. */
  storageClasses: readonly string[];
}
