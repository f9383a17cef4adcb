import type { ResourceAmounts } from '../environment-class.ts';
import {
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityToDecimal,
  subtractQuantities,
  zeroQuantity,
} from '../quantity.ts';

/** One environment's part of its team's budget, as the rows keep it. */
export interface Share {
  /** What the cluster may hold at most right now, in base units: it goes up before a write and down after one was seen. */
  ceiling: ResourceAmounts;
  /** What is to be written to the cluster: `spec.hard`, never more than the ceiling. */
  allowed: ResourceAmounts;
  /** Grows with every change of `allowed`; each quota in the cluster carries the number of what it says. */
  revision: number;
}

/** A key of which the budget has no room yet. */
export interface Wait {
  key: string;
  missing: Quantity;
}

/** The share from which a pass works, and what it has to wait for. */
export interface Reservation extends Share {
  waits: Wait[];
}

/**
 * Begins a change: takes what the budget has room for, key by key, a key whole or not at all, and what is wanted less of
 * at once. The ceiling never falls here. `others` are the ceilings of the team's other environments, added up; with their
 * rows locked against raising, all ceilings together stay within the budget.
 */
export function reserve(
  share: Share,
  target: ResourceAmounts,
  budget: ResourceAmounts,
  others: ResourceAmounts,
): Reservation {
  const ceiling = { ...share.ceiling };
  const allowed: ResourceAmounts = {};
  const waits: Wait[] = [];
  for (const [key, text] of Object.entries(target)) {
    const wanted = parseQuantity(text);
    const held = amountOf(share.ceiling, key);
    const missing = missingOf(wanted, held, budget[key], amountOf(others, key));
    if (missing !== null) waits.push({ key, missing });
    else if (compareQuantities(wanted, held) > 0) ceiling[key] = quantityToDecimal(wanted);
    const top = amountOf(ceiling, key);
    allowed[key] = formatQuantity(
      compareQuantities(wanted, top) <= 0 ? wanted : { nano: top.nano, format: wanted.format },
    );
  }
  const revision = isSameAmounts(allowed, share.allowed) ? share.revision : share.revision + 1;
  return { ceiling, allowed, revision, waits };
}

function missingOf(
  wanted: Quantity,
  held: Quantity,
  limit: string | undefined,
  others: Quantity,
): Quantity | null {
  if (limit === undefined || compareQuantities(wanted, held) <= 0) return null;
  const free = subtractQuantities(parseQuantity(limit), others);
  const missing = subtractQuantities(wanted, free);
  return missing.nano > 0n ? missing : null;
}

/**
 * Ends a change: the cluster was seen with `allowed` under this revision, so nothing that was sent before can arrive any
 * more, and what is above it is free.
 */
export function settle(share: Share): Share {
  const ceiling = Object.entries(share.allowed).map(([key, text]) => [
    key,
    quantityToDecimal(parseQuantity(text)),
  ]);
  return { ...share, ceiling: Object.fromEntries(ceiling) };
}

/** Whether a share is as wanted and nothing of it waits to be given back: then no reservation is needed. */
export function isAtRest({ ceiling, allowed }: Share, target: ResourceAmounts): boolean {
  return isSameAmounts(allowed, target) && isSameAmounts(ceiling, target);
}

/** Whether both name the same keys with equal amounts, however they are written. */
export function isSameAmounts(a: ResourceAmounts, b: ResourceAmounts): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && amountOf(a, key).nano === amountOf(b, key).nano)
  );
}

function amountOf(amounts: ResourceAmounts, key: string): Quantity {
  const text = Object.hasOwn(amounts, key) ? amounts[key] : undefined;
  return text === undefined ? zeroQuantity : parseQuantity(text);
}
