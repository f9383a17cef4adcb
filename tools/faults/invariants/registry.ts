import { accessApproved } from './access.ts';
import { approvedOnce } from './approvals.ts';
import { asDesired } from './as-desired.ts';
import { foreignUntouched } from './foreign-untouched.ts';
import type { Invariant } from './invariant.ts';
import { noOrphans } from './orphans.ts';
import { readyVerified } from './ready-verified.ts';
import { resourcesBack } from './resources.ts';
import { secondPassQuiet } from './second-pass.ts';

/** I1 to I8, in the order in which they are checked: those that only look come before the one that makes a pass. */
export const invariants: readonly Invariant[] = [
  asDesired,
  foreignUntouched,
  accessApproved,
  approvedOnce,
  noOrphans,
  readyVerified,
  secondPassQuiet,
  resourcesBack,
];
