import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetEffect } from '../budget.ts';
import { parseQuantity } from '../quantity.ts';
import { decideByRules, findingsOf, reasonWords, ruleWords } from './decide.ts';
import type { RuleFacts } from './facts.ts';
import { builtInRules, emptyRule, type Rule, rulesSchema } from './rule.ts';
import { anyFacts, anyRule, hidden, stricter } from './rules.test-fixture.ts';

const rule = (over: Partial<Rule>): Rule => ({ ...emptyRule, name: 'Rule', ...over });

/** A resize of CPU from 4 to 5 in a dev environment of payments, used to 75 %, within a budget of 20. */
function facts(over: Partial<RuleFacts> = {}): RuleFacts {
  const cpu = (text: string) => parseQuantity(text);
  return {
    type: 'resize-environment',
    team: 'payments',
    classes: [{ slug: 'dev', stage: 'dev' }],
    classAllows: false,
    limits: [
      { key: 'requests.cpu', before: cpu('4'), after: cpu('5') },
      { key: 'pods', before: cpu('10'), after: cpu('10') },
    ],
    use: [{ key: 'requests.cpu', days: 7, p95: cpu('3') }],
    budget: budgetEffect(
      { 'requests.cpu': '20', 'requests.memory': '64Gi' },
      [{ 'requests.cpu': '8' }],
      { 'requests.cpu': '4' },
      { 'requests.cpu': '5' },
    ),
    grantedInDay: 2,
    ...over,
  };
}

describe('one condition', () => {
  test.each<[string, Partial<Rule>, Partial<RuleFacts>, string]>([
    ['a type', { types: ['resize-environment'] }, {}, 'approve'],
    ['another type', { types: ['create-environment', 'delete-environment'] }, {}, 'ask'],
    ['a class', { classes: ['qa', 'dev'] }, {}, 'approve'],
    [
      'one of two classes',
      { classes: ['dev'] },
      {
        classes: [
          { slug: 'dev', stage: 'dev' },
          { slug: 'prod', stage: 'prod' },
        ],
      },
      'ask',
    ],
    ['no class', { classes: ['dev'] }, { classes: [] }, 'ask'],
    ['a stage', { stages: ['dev'] }, {}, 'approve'],
    ['another stage', { stages: ['prod'] }, {}, 'ask'],
    ['a team', { teams: ['payments'] }, {}, 'approve'],
    ['another team', { teams: ['search'] }, {}, 'ask'],
    ['what the class allows', { classAllows: true }, { classAllows: true }, 'approve'],
    ['what it does not', { classAllows: true }, {}, 'ask'],
    ['an amount', { maxAmounts: { 'requests.cpu': '5' } }, {}, 'approve'],
    ['a larger one', { maxAmounts: { 'requests.cpu': '4999m' } }, {}, 'ask'],
    ['a key without a limit', { maxAmounts: { secrets: '99' } }, {}, 'ask'],
    ['growth', { maxGrowth: 25 }, {}, 'approve'],
    ['more growth', { maxGrowth: 24 }, {}, 'ask'],
    [
      'growth from nothing',
      { maxGrowth: 1000 },
      { limits: [{ key: 'pods', before: parseQuantity('0'), after: parseQuantity('1') }] },
      'ask',
    ],
    ['much use', { use: { days: 7, atLeast: 75, atMost: null } }, {}, 'approve'],
    ['less than that', { use: { days: 7, atLeast: 76, atMost: null } }, {}, 'ask'],
    ['little use', { use: { days: 7, atLeast: null, atMost: 75 } }, {}, 'approve'],
    ['more than that', { use: { days: 7, atLeast: null, atMost: 74 } }, {}, 'ask'],
    ['use of days that were not measured', { use: { days: 8, atLeast: 0, atMost: null } }, {}, 'ask'],
    [
      'use where one limit is not known',
      { use: { days: 7, atLeast: 75, atMost: null } },
      {
        limits: [
          { key: 'pods', before: null, after: null },
          { key: 'requests.cpu', before: parseQuantity('4'), after: parseQuantity('5') },
        ],
      },
      'ask',
    ],
    ['a share of the budget', { maxBudget: 65 }, {}, 'approve'],
    ['a smaller share', { maxBudget: 64 }, {}, 'ask'],
    ['a day', { types: ['resize-environment'], dailyLimit: 3 }, {}, 'approve'],
    ['a full day', { types: ['resize-environment'], dailyLimit: 2 }, {}, 'ask'],
  ])('%s', (_what, over, seen, verdict) => {
    expect(decideByRules([rule(over)], facts(seen)).verdict).toBe(verdict);
  });
});

const dev = rule({ stages: ['dev'] });

test('the first rule that matches decides, also when it leaves it to a person', () => {
  const leave = rule({ name: 'Leave', effect: 'ask', teams: ['payments'] });
  expect(decideByRules([leave, dev], facts())).toMatchObject({ verdict: 'ask', rule: 'Leave' });
  expect(decideByRules([dev, leave], facts())).toMatchObject({ verdict: 'approve', rule: 'Rule' });
});

test('what is not known makes a rule that leaves it to a person match, and one that approves not', () => {
  const leave = rule({ name: 'Leave', effect: 'ask', use: { days: 7, atLeast: 90, atMost: null } });
  expect(decideByRules([leave, dev], facts()).verdict).toBe('approve');
  expect(decideByRules([leave, dev], facts({ use: [] }))).toMatchObject({ verdict: 'ask', rule: 'Leave' });
  const busy = rule({ use: { days: 7, atLeast: 1, atMost: null } });
  expect(decideByRules([busy], facts({ use: [] }))).toMatchObject({
    verdict: 'ask',
    rule: null,
    missing: true,
  });
});

test('whatever a rule says, the budget holds, and a team without one waits for a person', () => {
  const effect = (budget: Record<string, string>) => budgetEffect(budget, [], null, { 'requests.cpu': '5' });
  const over = facts({ budget: effect({ 'requests.cpu': '4' }) });
  expect(decideByRules([dev], over)).toMatchObject({
    verdict: 'ask',
    obstacle: 'More than the budget has, so an admin looks at it.',
  });
  expect(decideByRules([dev], facts({ budget: effect({}) }))).toMatchObject({
    verdict: 'ask',
    obstacle: expect.stringMatching(/no budget/),
  });
});

test.each(['create-team', 'join-team'] as const)('%s is never granted by a rule', (type) => {
  expect(decideByRules([dev, ...builtInRules], facts({ type, classAllows: true })).verdict).toBe('ask');
});

test('the rule that the product comes with grants what the class allows', () => {
  const found = decideByRules(builtInRules, facts({ classAllows: true }));
  expect(found).toMatchObject({ verdict: 'approve', rule: 'Class within budget' });
  expect(found.verdict === 'approve' && reasonWords(found.findings)).toBe(
    'The class allows it without a decision, and the budget suffices.',
  );
  expect(decideByRules(builtInRules, facts()).verdict).toBe('ask');
});

test('a rule and what it saw read as sentences', () => {
  const small = rule({
    types: ['resize-environment'],
    stages: ['dev', 'qa'],
    maxAmounts: { 'requests.cpu': '8' },
    maxGrowth: 25,
    use: { days: 7, atLeast: 60, atMost: null },
    maxBudget: 80,
    dailyLimit: 3,
  });
  expect(ruleWords(small)).toEqual([
    'resize',
    'stage dev or qa',
    'CPU requests at most 8 CPU',
    'no limit grows by more than 25 %',
    'for 95 % of the last 7 days at least 60 % of every limit that changes was used',
    'at most 80 % of the budget is granted then',
    'fewer than 3 automatic approvals of the team in 24 hours',
  ]);
  expect(reasonWords(findingsOf(small, facts()))).toBe(
    'Resize; stage dev or qa; CPU requests at most 8 CPU (5 CPU); no limit grows by more than 25 % (25 %); for 95 % of the last 7 days at least 60 % of every limit that changes was used (CPU requests 75 %); at most 80 % of the budget is granted then (65 %); fewer than 3 automatic approvals of the team in 24 hours (2), and the budget suffices.',
  );
});

test.each<[string, unknown, string]>([
  ['a rule that approves everything', [rule({})], 'A rule that approves needs a condition.'],
  ['two of one name', [dev, dev], 'Another rule has this name.'],
  ['an amount that is none', [rule({ maxAmounts: { pods: 'many' } })], 'Write an amount like 8 or 16Gi.'],
  [
    'no bound of use',
    [rule({ use: { days: 7, atLeast: null, atMost: null } })],
    'Say at least or at most how much.',
  ],
])('%s is refused', (_what, rules, message) => {
  expect(rulesSchema.safeParse(rules).error?.issues[0]?.message).toBe(message);
});

describe('for any rules and requests', () => {
  const rules = fc.array(anyRule, { maxLength: 5 });
  const approves = (list: readonly Rule[], seen: RuleFacts) =>
    decideByRules(list, seen).verdict === 'approve';

  test('hiding facts never approves more', () => {
    fc.assert(
      fc.property(rules, anyFacts, fc.infiniteStream(fc.boolean()), (list, seen, choices) => {
        if (approves(list, hidden(seen, choices))) expect(approves(list, seen)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('another condition of a rule that approves never approves more', () => {
    fc.assert(
      fc.property(rules, anyRule, fc.nat(5), anyFacts, (list, other, at, seen) => {
        const target = list[at % Math.max(1, list.length)];
        if (target === undefined || target.effect !== 'approve') return;
        const stricterList = list.map((each) => (each === target ? stricter(each, other) : each));
        if (approves(stricterList, seen)) expect(approves(list, seen)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing is approved beyond the budget, or without every condition of the rule', () => {
    fc.assert(
      fc.property(rules, anyFacts, (list, seen) => {
        const found = decideByRules(list, seen);
        if (found.verdict !== 'approve') return;
        expect(seen.budget?.every(({ over }) => !over)).toBe(true);
        expect(found.findings.every(({ state }) => state === 'holds')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
