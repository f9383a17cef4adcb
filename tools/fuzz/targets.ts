import type { FuzzTarget } from './target.ts';
import { budgets } from './targets/budgets.ts';
import { groupsOfClaims, identityClaims } from './targets/claims.ts';
import { classRules } from './targets/class-rules.ts';
import { csv } from './targets/csv.ts';
import { desiredState } from './targets/desired-state.ts';
import { headers } from './targets/headers.ts';
import { labels } from './targets/labels.ts';
import { listState } from './targets/list-state.ts';
import { names } from './targets/names.ts';
import { reachability, selectors } from './targets/network.ts';
import { clusterPatches } from './targets/patches.ts';
import { requestPayloads } from './targets/payloads.ts';
import { quantities } from './targets/quantities.ts';
import { redirects } from './targets/redirects.ts';
import { refusals } from './targets/refusals.ts';

/** Everything that takes text from strangers, each with the promise that must hold. */
export const fuzzTargets: readonly FuzzTarget[] = [
  names,
  quantities,
  budgets,
  requestPayloads,
  identityClaims,
  groupsOfClaims,
  redirects,
  headers,
  listState,
  csv,
  classRules,
  desiredState,
  labels,
  clusterPatches,
  selectors,
  reachability,
  refusals,
];
