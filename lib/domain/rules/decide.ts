import { automaticProblem } from '../budget.ts';
import { conditions } from './conditions.ts';
import type { RuleFacts } from './facts.ts';
import type { Finding } from './findings.ts';
import type { Rule } from './rule.ts';
import { ruledTypes } from './rule-choices.ts';

export type RuleOutcome =
  | { verdict: 'approve'; rule: string; findings: Finding[] }
  | {
      verdict: 'ask';
      /** The rule that left it to a person, or the one that the budget stopped; null when none matched. */
      rule: string | null;
      /** Why a rule that would grant it could not, in words. */
      obstacle: string | null;
      /** A rule might have granted it if more had been known. */
      missing: boolean;
    };

/** What a rule asks for, in words; empty if nothing. */
export function ruleWords(rule: Rule): string[] {
  return conditions.map(({ words }) => words(rule)).filter((words) => words !== null);
}

/** How each condition of a rule stands for a request. */
export function findingsOf(rule: Rule, facts: RuleFacts): Finding[] {
  return conditions.flatMap(({ words, judge }) => {
    const asked = words(rule);
    return asked === null ? [] : [{ asked, ...judge(rule, facts) }];
  });
}

/**
 * What the rules make of a request: the first that matches decides. What is not known never helps: a rule that approves
 * needs every condition to hold, one that leaves it to a person only that none is known to fail. And whatever rules
 * say, nothing is granted beyond the budget, or to a team that has none.
 */
export function decideByRules(rules: readonly Rule[], facts: RuleFacts): RuleOutcome {
  const ask = { verdict: 'ask' as const, rule: null, obstacle: null };
  if (!ruledTypes.some((type) => type === facts.type)) return { ...ask, missing: false };
  let missing = false;
  for (const rule of rules) {
    const findings = findingsOf(rule, facts);
    const fails = findings.some(({ state }) => state === 'fails');
    if (fails) continue;
    if (rule.effect === 'ask') return { ...ask, rule: rule.name, missing };
    if (findings.some(({ state }) => state === 'unknown')) {
      missing = true;
      continue;
    }
    if (facts.budget === null) return { ...ask, rule: rule.name, missing: true };
    const obstacle = automaticProblem(facts.budget);
    if (obstacle !== null) return { ...ask, rule: rule.name, obstacle, missing };
    return { verdict: 'approve', rule: rule.name, findings };
  }
  return { ...ask, missing };
}

/** Why a rule granted a request, as one sentence. */
export function reasonWords(findings: readonly Finding[]): string {
  const told = findings.map(({ asked, seen }) => (seen === '' ? asked : `${asked} (${seen})`));
  const first = told.join('; ');
  const sentence = first === '' ? 'the budget suffices' : `${first}, and the budget suffices`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
