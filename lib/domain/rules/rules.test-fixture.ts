import fc from 'fast-check';
import { budgetEffect } from '../budget.ts';
import { stages } from '../class-choices.ts';
import { parseQuantity } from '../quantity.ts';
import type { RuleFacts } from './facts.ts';
import type { Rule } from './rule.ts';
import { ruledTypes, ruleEffects } from './rule-choices.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 1 });
const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
const keys = ['requests.cpu', 'requests.memory', 'pods'];
const amount = fc.nat(20).map(String);
const amounts = fc.dictionary(fc.constantFrom(...keys), amount, { maxKeys: 3 });
const days = fc.constantFrom(1, 7);

/** Rules of few names and small numbers, so that many of them match. */
export const anyRule: fc.Arbitrary<Rule> = fc.record({
  name: fc.constantFrom('a', 'b'),
  effect: fc.constantFrom(...ruleEffects, 'approve' as const),
  types: some(ruledTypes),
  classAllows: fc.boolean(),
  classes: some(['dev', 'prod']),
  stages: some(stages),
  teams: some(['payments', 'search']),
  maxAmounts: fc.oneof(fc.constant({}), amounts),
  maxGrowth: maybe(fc.constantFrom(0, 25, 100, 500)),
  use: maybe(fc.record({ days, atLeast: maybe(fc.nat(100)), atMost: maybe(fc.nat(100)) })),
  maxBudget: maybe(fc.nat(100)),
  dailyLimit: maybe(fc.integer({ min: 1, max: 3 })),
});

/** Requests as rules see them, with everything known. */
export const anyFacts: fc.Arbitrary<RuleFacts> = fc
  .record({
    type: fc.constantFrom(...ruledTypes),
    team: fc.constantFrom('payments', 'search'),
    classes: fc.array(
      fc.record({ slug: fc.constantFrom('dev', 'prod'), stage: fc.constantFrom(...stages) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    classAllows: fc.boolean(),
    from: amounts,
    to: amounts,
    use: fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), days, p95: amount.map(parseQuantity) }), {
      selector: (each) => `${each.key} ${each.days}`,
    }),
    budget: fc.dictionary(fc.constantFrom(...keys), fc.nat(60).map(String)),
    grantedInDay: fc.nat(3),
  })
  .map(({ from, to, budget, ...rest }) => ({
    ...rest,
    limits: [...new Set([...Object.keys(from), ...Object.keys(to)])].map((key) => ({
      key,
      before: from[key] === undefined ? null : parseQuantity(from[key]),
      after: to[key] === undefined ? null : parseQuantity(to[key]),
    })),
    budget: budgetEffect(budget, [], from, to),
  }));

/** The same request with some of what is known taken away; the choices say what. */
export function hidden(facts: RuleFacts, choices: Iterator<boolean>): RuleFacts {
  const drop = () => choices.next().value === true;
  const kept = <T>(value: T) => (drop() ? null : value);
  return {
    ...facts,
    team: kept(facts.team),
    classes: kept(facts.classes),
    classAllows: kept(facts.classAllows),
    limits: kept(
      facts.limits?.map((limit) => ({ ...limit, before: kept(limit.before), after: kept(limit.after) })) ??
        null,
    ),
    use: facts.use.filter(() => !drop()),
    budget: kept(facts.budget),
    grantedInDay: kept(facts.grantedInDay),
  };
}

/** The rule with the conditions of another that it does not have itself. */
export function stricter(rule: Rule, other: Rule): Rule {
  const list = <T>(own: T[], more: T[]) => (own.length === 0 ? more : own);
  return {
    ...rule,
    types: list(rule.types, other.types),
    classAllows: rule.classAllows || other.classAllows,
    classes: list(rule.classes, other.classes),
    stages: list(rule.stages, other.stages),
    teams: list(rule.teams, other.teams),
    maxAmounts: { ...other.maxAmounts, ...rule.maxAmounts },
    maxGrowth: rule.maxGrowth ?? other.maxGrowth,
    use: rule.use ?? other.use,
    maxBudget: rule.maxBudget ?? other.maxBudget,
    dailyLimit: rule.dailyLimit ?? other.dailyLimit,
  };
}
