import type { PolicyWorld } from '../policy-world.ts';
import { conformanceFenceRows } from './conformance.ts';
import { portalFenceRows } from './fence.ts';
import { nsClaimRows, nsFreezeRows } from './namespaces.ts';
import { endpointsRows, netpolRows, serviceRows } from './network.ts';
import { bindingsRows, managedObjectsRows } from './objects.ts';
import type { PolicyRow } from './row.ts';
import { accountTokensRows } from './tokens.ts';
import { workloadRows } from './workload.ts';

/** The whole table: every rule of every policy has rows that fall with it, and twins that must pass. */
export function policyTable(world: PolicyWorld): PolicyRow[] {
  return [
    nsFreezeRows,
    nsClaimRows,
    managedObjectsRows,
    portalFenceRows,
    conformanceFenceRows,
    netpolRows,
    serviceRows,
    endpointsRows,
    bindingsRows,
    accountTokensRows,
    workloadRows,
  ].flatMap((rowsOf) => rowsOf(world));
}
