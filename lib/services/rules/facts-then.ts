import type { ClassVersion, PastRequest } from '#lib/data/rules/past-requests.ts';
import type { BudgetEffect } from '#lib/domain/budget.ts';
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
  subtractQuantities,
  zeroQuantity,
} from '#lib/domain/quantity.ts';
import type { LimitChange } from '#lib/domain/rules/facts.ts';
import type { MeasuredKey } from '../request/measured-use.ts';

type Measured = ReadonlyMap<string, MeasuredKey>;

/** The class versions that a past request touches; null where one of them is not known any more. */
export function classesOf(
  { payload, environment }: PastRequest,
  classes: readonly ClassVersion[],
): ClassVersion[] | null {
  const find = (slug: string, version: number) =>
    classes.find((each) => each.slug === slug && each.version === version) ?? null;
  const own = environment === null ? [] : [environment.class];
  const other =
    'classSlug' in payload
      ? [find(payload.classSlug, payload.classVersion)]
      : 'classVersion' in payload && environment !== null
        ? [find(environment.class.slug, payload.classVersion)]
        : [];
  // A new environment was made of the class that was asked for, whatever became of it.
  const touched = 'classSlug' in payload ? other : [...own, ...other];
  const known = touched.filter((each) => each !== null);
  return known.length < touched.length || known.length === 0 ? null : known;
}

/** Limits before and after a past request, the former as the cluster had them then; null where it can't be said. */
export function limitsThen(
  { type, payload, environment }: PastRequest,
  held: Measured,
  classes: readonly ClassVersion[],
): LimitChange[] | null {
  if ('slug' in payload && 'quota' in payload)
    return Object.entries(payload.quota).map(([key, text]) => ({
      key,
      before: zeroQuantity,
      after: parseQuantity(text),
    }));
  if (environment === null) return null;
  const before = (key: string) => held.get(key)?.lastHard ?? null;
  if (type === 'resize-environment' && 'quota' in payload)
    return Object.entries(payload.quota).map(([key, text]) => ({
      key,
      before: before(key),
      after: parseQuantity(text),
    }));
  const keys = Object.keys(environment.quota);
  if (type === 'delete-environment')
    return keys.map((key) => ({ key, before: before(key), after: zeroQuantity }));
  if (type === 'extend-environment')
    return keys.map((key) => ({ key, before: before(key), after: before(key) }));
  const target =
    'classVersion' in payload
      ? classes.find(
          ({ slug, version }) => slug === environment.class.slug && version === payload.classVersion,
        )
      : undefined;
  if (target === undefined) return null;
  return Object.entries(target.spec.quota).map(([key, bounds]) => ({
    key,
    before: before(key),
    after: before(key) ?? parseQuantity(bounds.default),
  }));
}

/**
 * What a past request did to the team's budget of now, on top of what the team's environments had in the cluster then.
 * Null where a limit or a sum is not known.
 */
export function budgetThen(
  { team, createdAt }: PastRequest,
  limits: readonly LimitChange[],
  sums: Measured,
  lifetimes: readonly { teamId: string; createdAt: Date; finalizedAt: Date | null }[],
): BudgetEffect[] | null {
  const hadAny = lifetimes.some(
    (each) =>
      each.teamId === team.id &&
      each.createdAt < createdAt &&
      (each.finalizedAt === null || each.finalizedAt > createdAt),
  );
  const keys = new Set([...Object.keys(team.budget), ...limits.map(({ key }) => key)]);
  const effects = [...keys].map((key) => {
    const before = sums.get(key)?.lastHard ?? (hadAny ? null : zeroQuantity);
    const change = limits.find((limit) => limit.key === key);
    const text = team.budget[key];
    return effectOf(key, text === undefined ? null : parseQuantity(text), before, change);
  });
  const known = effects.filter((effect) => effect !== null);
  return known.length < effects.length ? null : known;
}

function effectOf(
  key: string,
  budget: Quantity | null,
  before: Quantity | null,
  change: LimitChange | undefined,
): BudgetEffect | null {
  const [from, to] = change === undefined ? [zeroQuantity, zeroQuantity] : [change.before, change.after];
  if (from === null || to === null) return null;
  // What nothing limits and nobody measured is not needed.
  if (before === null) return budget === null ? { key, budget, before: from, after: to, over: false } : null;
  const after = addQuantities(before, subtractQuantities(to, from));
  const grows = compareQuantities(after, before) > 0;
  return {
    key,
    budget,
    before,
    after,
    over: budget !== null && grows && compareQuantities(after, budget) > 0,
  };
}
