import { accountTokens } from './account-tokens.ts';
import { bindings } from './bindings.ts';
import { conformanceFence } from './conformance-fence.ts';
import { endpoints } from './endpoints.ts';
import { managedObjects } from './managed-objects.ts';
import { netpolAdditive } from './netpol-additive.ts';
import { nsClaim } from './ns-claim.ts';
import { nsFreeze } from './ns-freeze.ts';
import type { PackOptions, Policy } from './policy.ts';
import { portalFence } from './portal-fence.ts';
import { serviceExposure } from './service-exposure.ts';
import { workload } from './workload.ts';

/** The pack, in the order in which it is installed: portal-fence comes last, because its answer shows that all bind. */
const policies: readonly ((options: PackOptions) => Policy)[] = [
  nsFreeze,
  nsClaim,
  managedObjects,
  netpolAdditive,
  serviceExposure,
  endpoints,
  bindings,
  accountTokens,
  workload,
  conformanceFence,
  portalFence,
];

/** All policies of the pack for one installation. */
export function listPolicies(options: PackOptions): Policy[] {
  return policies.map((policy) => policy(options));
}
