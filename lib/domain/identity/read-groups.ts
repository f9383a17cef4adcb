/** Why the groups of a person could not be read; then no group gives him anything. */
export const groupProblems = ['missing', 'overage', 'too-many', 'malformed', 'refused'] as const;
export type GroupProblem = (typeof groupProblems)[number];

/** What a provider says of a person's groups: all of them, or none and why. */
export type GroupsSaid =
  | { groups: readonly string[]; problem: null }
  | { groups: readonly []; problem: GroupProblem };

/** The most groups that a claim may hold; Entra sends 200 at most, others as many as there are. */
export const mostGroups = 500;
/** The longest name of a group, in UTF-16 units. */
export const longestGroup = 256;

/** The name of a group as it may stand in a claim and in a mapping: nothing that can't be seen, nothing around it. */
export function isGroupName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name !== '' &&
    name.length <= longestGroup &&
    name.isWellFormed() &&
    name === name.trim() &&
    !/\p{C}/u.test(name)
  );
}

/**
 * Reads the groups out of the claims. Fails closed: a list that is not there, left out for its length (Entra's
 * `_claim_names` and `hasgroups`), too long, or of anything but names gives no group at all, never a part of them.
 */
export function readGroups(claims: unknown, claim: string): GroupsSaid {
  const nothing = (problem: GroupProblem): GroupsSaid => ({ groups: [], problem });
  if (!isRecord(claims)) return nothing('missing');
  if (isElsewhere(claims, claim)) return nothing('overage');
  const value = own(claims, claim);
  if (value === undefined) return nothing('missing');
  if (!Array.isArray(value)) return nothing('malformed');
  if (value.length > mostGroups) return nothing('too-many');
  if (!Array.from(value).every(isGroupName)) return nothing('malformed');
  return { groups: [...new Set(value as string[])].sort(), problem: null };
}

// OpenID Connect Core 5.6.2: a claim whose value has to be fetched elsewhere. What is odd about it counts as that.
function isElsewhere(claims: Record<string, unknown>, claim: string): boolean {
  const has = own(claims, 'hasgroups');
  if (has !== undefined && has !== false) return true;
  const names = own(claims, '_claim_names');
  if (names === undefined) return false;
  return !isRecord(names) || Object.hasOwn(names, claim) || Object.hasOwn(names, 'groups');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// A claim called `constructor` must not find what every object has.
const own = (record: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;
