import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRule, rulesSchema } from '#lib/domain/rules/rule.ts';
import { anyRule } from '#lib/domain/rules/rules.test-fixture.ts';
import { readRules, ruleErrors, ruleValues } from './rule-form-values.ts';

test('what a form begins with is read back as the same rules', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 4 }), (rules) => {
      const whole = rules.filter(({ use }) => use === null || use.atLeast !== null || use.atMost !== null);
      expect(readRules(ruleValues(whole))).toEqual(whole);
    }),
  );
});

test('rows count in the order of the page, whatever their numbers', () => {
  const values = {
    'rules.7.name': 'First',
    'rules.7.maxGrowth': '25 %',
    'rules.2.name': 'Second',
    'rules.2.effect': 'ask',
  };
  expect(readRules(values)).toEqual([
    { ...emptyRule, name: 'First', maxGrowth: 25 },
    { ...emptyRule, name: 'Second', effect: 'ask' },
  ]);
});

test('messages stand at their fields', () => {
  const values = {
    'rules.3.name': '',
    'rules.1.name': 'Second',
    'rules.1.cpu': 'many',
    'rules.1.amounts': 'pods',
    'rules.1.maxGrowth': 'a lot',
    'rules.1.teams': 'payments, No!',
    'rules.1.useAtLeast': '2000',
  };
  const issues = rulesSchema.safeParse(readRules(values)).error?.issues ?? [];
  const errors = Object.fromEntries(
    issues.map(({ path, message }) => [['rules', ...path].join('.'), message]),
  );
  expect(Object.keys(ruleErrors(errors, values)).sort()).toEqual([
    'rules.1.amounts',
    'rules.1.cpu',
    'rules.1.maxGrowth',
    'rules.1.teams',
    'rules.1.useAtLeast',
    'rules.3.name',
  ]);
  expect(ruleErrors({ reason: 'x' }, values)).toEqual({ reason: 'x' });
});
