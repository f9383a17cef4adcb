import { z } from 'zod';
import { sumAmounts } from '../budget.ts';
import type { ResourceAmounts } from '../environment-class.ts';
import type { FieldErrors } from '../error.ts';
import { compareQuantities, findQuantity, parseQuantity, type Quantity, zeroQuantity } from '../quantity.ts';
import { showQuantity } from '../resource-key.ts';

const amount = z
  .string('Write an amount like 64 or 256Gi.')
  .trim()
  .max(40, 'This amount is too long.')
  .refine((text) => (findQuantity(text)?.nano ?? -1n) >= 0n, 'Write an amount like 64 or 256Gi.');

/** What is planned of one key. */
export const keyPlanSchema = z.strictObject({
  /** What the cluster has, entered by hand; null means what its nodes say. */
  amount: amount.nullable(),
  /** How much of it budgets may promise, in thousandths: 1500 is one and a half times. */
  perMille: z.int('Give a factor like 1.5.').min(1, 'More than 0.').max(100_000, 'At most 100.'),
});
export const planKeysSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9./-]{0,252}$/, 'This is not a quota key.'),
  keyPlanSchema,
);

/** The plan: quota key → capacity and factor. A key that it does not name is not limited. */
export type PlanKeys = z.infer<typeof planKeysSchema>;

/** The amount of a node's resource that a quota key counts: `requests.cpu` counts `cpu`. */
export function allocatableOf(key: string, allocatable: ResourceAmounts): string | null {
  const resource = key.replace(/^(requests|limits)\./, '');
  return allocatable[resource] ?? null;
}

/** What all budgets together may promise of a key; null where nothing limits it. Exact, a fraction of a nano is dropped. */
export function limitOf(keys: PlanKeys, key: string, allocatable: ResourceAmounts): Quantity | null {
  const planned = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (planned === undefined) return null;
  const capacity = planned.amount ?? allocatableOf(key, allocatable) ?? '0';
  const { nano, format } = parseQuantity(capacity);
  return { nano: (nano * BigInt(planned.perMille)) / 1000n, format };
}

/**
 * Which keys of a new budget the cluster has no room for, by field. Only what grows is refused: a team never has to give
 * back because the cluster became smaller.
 */
export function capacityProblems(
  keys: PlanKeys,
  allocatable: ResourceAmounts,
  others: readonly ResourceAmounts[],
  before: ResourceAmounts,
  after: ResourceAmounts,
): FieldErrors {
  const promised = sumAmounts(others);
  const problems: FieldErrors = {};
  for (const [key, text] of Object.entries(after)) {
    const limit = limitOf(keys, key, allocatable);
    const wanted = parseQuantity(text);
    if (limit === null || compareQuantities(wanted, parseQuantity(before[key] ?? '0')) <= 0) continue;
    const taken = promised.get(key) ?? zeroQuantity;
    const free = { nano: limit.nano > taken.nano ? limit.nano - taken.nano : 0n, format: limit.format };
    if (compareQuantities(wanted, free) > 0)
      problems[`budget.${key}`] =
        `The cluster’s plan has ${showQuantity(key, free)} left for this team: all budgets together may have ${showQuantity(key, limit)}.`;
  }
  return problems;
}
