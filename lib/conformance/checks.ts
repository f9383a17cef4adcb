import type { Check } from './check.ts';
import { addCapabilities } from './checks/add-capabilities.ts';
import { clusterResources } from './checks/cluster-resources.ts';
import { crossTenantNetwork } from './checks/cross-tenant-network.ts';
import { existingVolumes } from './checks/existing-volumes.ts';
import { hostIpc } from './checks/host-ipc.ts';
import { hostNetwork } from './checks/host-network.ts';
import { hostPath } from './checks/host-path.ts';
import { hostPid } from './checks/host-pid.ts';
import { imagePullPolicy } from './checks/image-pull-policy.ts';
import { managedResources } from './checks/managed-resources.ts';
import { nodePort } from './checks/node-port.ts';
import { objectLimits } from './checks/object-limits.ts';
import { otherTenants } from './checks/other-tenants.ts';
import { privilegeEscalation } from './checks/privilege-escalation.ts';
import { privileged } from './checks/privileged.ts';
import { pvcStorage } from './checks/pvc-storage.ts';
import { quotaWrites } from './checks/quota-writes.ts';
import { reclaimPolicy } from './checks/reclaim-policy.ts';
import { resourceQuotas } from './checks/resource-quotas.ts';
import { runAsNonRoot } from './checks/run-as-non-root.ts';
import { selfServiceNetworkPolicies } from './checks/self-service-network-policies.ts';
import { selfServiceRoleBindings } from './checks/self-service-role-bindings.ts';
import { selfServiceRoles } from './checks/self-service-roles.ts';

/** The registry: the 23 checks of the multi-tenancy benchmarks, in the order in which they are read. */
export const checks: readonly Check[] = [
  clusterResources,
  managedResources,
  addCapabilities,
  runAsNonRoot,
  privileged,
  privilegeEscalation,
  imagePullPolicy,
  hostPath,
  nodePort,
  hostNetwork,
  hostPid,
  hostIpc,
  otherTenants,
  resourceQuotas,
  objectLimits,
  quotaWrites,
  pvcStorage,
  reclaimPolicy,
  existingVolumes,
  crossTenantNetwork,
  selfServiceRoles,
  selfServiceRoleBindings,
  selfServiceNetworkPolicies,
];
