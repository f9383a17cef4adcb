import type { ClassSpec, ResourceAmounts } from '../environment-class.ts';
import type { FieldErrors } from '../error.ts';
import {
  addQuantities,
  compareQuantities,
  findQuantity,
  formatQuantity,
  parseQuantity,
  type Quantity,
  subtractQuantities,
} from '../quantity.ts';
import { checkQuota } from '../requests/quota.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';

/** One side of a move as it is now. */
export interface MoveSide {
  slug: string;
  quota: ResourceAmounts;
  /** The bounds of its class version. */
  bounds: ClassSpec['quota'];
}

/** What a move makes of both sides, in canonical amounts. */
export interface MovePlan {
  amount: string;
  from: { before: string; after: string };
  to: { before: string; after: string };
}

/**
 * Plans a move of an amount of one key. Both sides must have the key and stay within the bounds of their classes, and
 * `used` of the giving side must fit into what it keeps; `users` is what takes of it, for the message. Problems are by field: key,
 * amount, from or to.
 */
export function planMove(
  from: MoveSide,
  to: MoveSide,
  key: string,
  text: string,
  used: string,
  users: readonly string[] = [],
): { plan: MovePlan; problems: null } | { plan: null; problems: FieldErrors } {
  const refuse = (field: string, message: string) => ({ plan: null, problems: { [field]: message } });
  if (from.slug === to.slug) return refuse('to', 'Choose two different environments.');
  const [given, taken] = [from.quota[key], to.quota[key]];
  if (given === undefined) return refuse('key', `${from.slug} has no ${resourceLabel(key)} to give.`);
  if (taken === undefined) return refuse('key', `The class of ${to.slug} grants no ${resourceLabel(key)}.`);
  const amount = findQuantity(text.trim());
  if (amount === null || amount.nano <= 0n) return refuse('amount', 'Write an amount like 500m, 2 or 4Gi.');
  const rest = subtractQuantities(parseQuantity(given), amount);
  if (rest.nano < 0n)
    return refuse('amount', `${from.slug} has only ${showQuantity(key, parseQuantity(given))}.`);
  const grown = addQuantities(parseQuantity(taken), amount);
  const problem = boundsProblem(from, key, rest) ?? boundsProblem(to, key, grown);
  if (problem !== null) return refuse('amount', problem);
  if (compareQuantities(parseQuantity(used), rest) > 0)
    return refuse('amount', blockedMessage(from.slug, key, parseQuantity(used), rest, users));
  const plan = {
    amount: formatQuantity(amount),
    from: { before: given, after: formatQuantity(rest) },
    to: { before: taken, after: formatQuantity(grown) },
  };
  return { plan, problems: null };
}

function boundsProblem({ slug, bounds }: MoveSide, key: string, amount: Quantity): string | null {
  const own = bounds[key];
  if (own === undefined) return `The class of ${slug} grants no ${resourceLabel(key)}.`;
  const { problems } = checkQuota({ [key]: formatQuantity(amount) }, { [key]: own });
  const problem = problems[`quota.${key}`];
  return problem === undefined ? null : `${slug} would have ${showQuantity(key, amount)}. ${problem}`;
}

/** Why an environment can't give so much: what it uses would not fit any more, and what stands in the way if that is known. */
export function blockedMessage(
  slug: string,
  key: string,
  used: Quantity,
  rest: Quantity,
  names: readonly string[] = [],
): string {
  const shown = names.slice(0, 5).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  const who = names.length === 0 ? '' : ` In the way: ${shown}${more}.`;
  return `${slug} uses ${showQuantity(key, used)} and would keep ${showQuantity(key, rest)}.${who}`;
}
