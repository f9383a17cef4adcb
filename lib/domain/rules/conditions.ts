import { compareQuantities, parseQuantity, type Quantity } from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';
import { type LimitChange, mayChange, type RuleFacts } from './facts.ts';
import type { Finding } from './findings.ts';
import type { Rule } from './rule.ts';
import { growthPercent, shareText } from './shares.ts';
import { typeNames } from './type-names.ts';

/** One kind of condition: how it reads, null where the rule does not have it, and how it stands for a request. */
interface Condition {
  words(rule: Rule): string | null;
  judge(rule: Rule, facts: RuleFacts): Pick<Finding, 'state' | 'seen'>;
}

const known = (holds: boolean, seen = '') => ({
  state: holds ? ('holds' as const) : ('fails' as const),
  seen,
});
const unknown = { state: 'unknown' as const, seen: 'not known' };
const either = (names: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);

const type: Condition = {
  words: ({ types }) => (types.length === 0 ? null : either(types.map((each) => typeNames[each]))),
  judge: ({ types }, facts) => known(types.some((each) => each === facts.type)),
};

const classAllows: Condition = {
  words: (rule) => (rule.classAllows ? 'the class allows it without a decision' : null),
  judge: (_rule, facts) => (facts.classAllows === null ? unknown : known(facts.classAllows)),
};

const classes: Condition = {
  words: (rule) => (rule.classes.length === 0 ? null : `class ${either(rule.classes)}`),
  judge: (rule, facts) => everyClass(facts, ({ slug }) => rule.classes.includes(slug)),
};

const stage: Condition = {
  words: (rule) => (rule.stages.length === 0 ? null : `stage ${either(rule.stages)}`),
  judge: (rule, facts) => everyClass(facts, (each) => rule.stages.some((one) => one === each.stage)),
};

function everyClass(facts: RuleFacts, fits: (each: { slug: string; stage: string }) => boolean) {
  if (facts.classes === null || facts.classes.length === 0) return unknown;
  return known(facts.classes.every(fits));
}

const team: Condition = {
  words: ({ teams }) => (teams.length === 0 ? null : `team ${either(teams)}`),
  judge: ({ teams }, facts) => (facts.team === null ? unknown : known(teams.includes(facts.team))),
};

const amounts: Condition = {
  words: ({ maxAmounts }) => {
    const parts = Object.entries(maxAmounts).map(
      ([key, most]) => `${resourceLabel(key)} at most ${showQuantity(key, parseQuantity(most))}`,
    );
    return parts.length === 0 ? null : parts.join(', ');
  },
  judge: ({ maxAmounts }, { limits }) => {
    if (limits === null) return unknown;
    const found = Object.entries(maxAmounts).map(([key, most]) => {
      const after = limits.find((limit) => limit.key === key)?.after ?? null;
      return { key, after, fits: after !== null && compareQuantities(after, parseQuantity(most)) <= 0 };
    });
    const seen = found.flatMap(({ key, after }) => (after === null ? [] : [showQuantity(key, after)]));
    if (found.some(({ after, fits }) => after !== null && !fits)) return known(false, seen.join(', '));
    // A key without a limit is not a small one.
    return found.some(({ after }) => after === null) ? unknown : known(true, seen.join(', '));
  },
};

const growth: Condition = {
  words: ({ maxGrowth }) => (maxGrowth === null ? null : `no limit grows by more than ${maxGrowth} %`),
  judge: ({ maxGrowth }, { limits }) => {
    if (limits === null || limits.length === 0) return unknown;
    if (limits.some((limit) => growsBeyond(limit, maxGrowth ?? 0))) return known(false, growthSeen(limits));
    const isKnown = limits.every(({ before, after }) => before !== null && after !== null);
    return isKnown ? known(true, growthSeen(limits)) : unknown;
  },
};

function growsBeyond({ before, after }: LimitChange, percent: number): boolean {
  if (before === null || after === null || after.nano <= before.nano) return false;
  return (after.nano - before.nano) * 100n > before.nano * BigInt(percent);
}

function growthSeen(limits: readonly LimitChange[]): string {
  const all = limits.map(growthPercent).filter((each) => each !== null);
  if (limits.some(({ before, after }) => before?.nano === 0n && (after?.nano ?? 0n) > 0n)) return 'it is new';
  return `${Math.max(0, ...all)} %`;
}

const usedAtLeast = shareUsed('atLeast', 'at least', (used, whole) => used >= whole);
const usedAtMost = shareUsed('atMost', 'at most', (used, whole) => used <= whole);

function shareUsed(
  bound: 'atLeast' | 'atMost',
  word: string,
  fits: (used: bigint, whole: bigint) => boolean,
): Condition {
  return {
    words: ({ use }) =>
      use === null || use[bound] === null
        ? null
        : `for 95 % of the last ${use.days} days ${word} ${use[bound]} % of every limit that changes was used`,
    judge: ({ use }, facts) => {
      const percent = BigInt(use?.[bound] ?? 0);
      const changed = facts.limits?.filter(mayChange) ?? [];
      if (use === null || changed.length === 0) return unknown;
      const found = changed.map(({ key, before }) => {
        const p95 = facts.use.find((each) => each.key === key && each.days === use.days)?.p95;
        return before === null || before.nano <= 0n || p95 === undefined ? null : { key, before, p95 };
      });
      const measured = found.filter((each) => each !== null);
      const seen = measured
        .map(({ key, p95, before }) => `${resourceLabel(key)} ${shareText(p95, before)}`)
        .join(', ');
      const misfit = measured.some(({ p95, before }) => !fits(p95.nano * 100n, before.nano * percent));
      if (misfit) return known(false, seen);
      return measured.length < found.length ? unknown : known(true, seen);
    },
  };
}

const budget: Condition = {
  words: ({ maxBudget }) =>
    maxBudget === null ? null : `at most ${maxBudget} % of the budget is granted then`,
  judge: ({ maxBudget }, facts) => {
    if (facts.budget === null) return unknown;
    const growing = facts.budget.filter(({ before, after }) => compareQuantities(after, before) > 0);
    const isOver = (after: Quantity, whole: Quantity) =>
      after.nano * 100n > whole.nano * BigInt(maxBudget ?? 0);
    const bounded = growing.flatMap(({ budget: whole, after }) => (whole === null ? [] : [{ whole, after }]));
    const shares = bounded.map(({ whole, after }) => shareText(after, whole));
    if (bounded.some(({ whole, after }) => isOver(after, whole))) return known(false, shares.join(', '));
    return growing.length > 0 && bounded.length === 0 ? unknown : known(true, shares.join(', '));
  },
};

const daily: Condition = {
  words: ({ dailyLimit }) =>
    dailyLimit === null ? null : `fewer than ${dailyLimit} automatic approvals of the team in 24 hours`,
  judge: ({ dailyLimit }, { grantedInDay }) =>
    grantedInDay === null ? unknown : known(grantedInDay < (dailyLimit ?? 0), String(grantedInDay)),
};

/** Every kind of condition, in the order in which they are told. */
export const conditions: readonly Condition[] = [
  type,
  classAllows,
  classes,
  stage,
  team,
  amounts,
  growth,
  usedAtLeast,
  usedAtMost,
  budget,
  daily,
];
