import type { Queryable } from '#lib/data/client.ts';
import { listRuleVersions } from '#lib/data/rules/rule-rows.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { decideByRules, type RuleOutcome } from '#lib/domain/rules/decide.ts';
import { builtInRules, type Rule } from '#lib/domain/rules/rule.ts';
import type { Assessment, RequestContext } from './handler.ts';
import { factsOf } from './rule-facts.ts';

/** The rules that hold; version 0 is what the product comes with. */
export async function rulesNow(db: Queryable): Promise<{ version: number; rules: readonly Rule[] }> {
  const [newest] = await listRuleVersions(db, 1);
  return newest ?? { version: 0, rules: builtInRules };
}

/** What the rules that hold make of a request that could be granted. */
export async function ruleOutcome(
  tx: Queryable,
  type: RequestType,
  context: RequestContext,
  assessment: Assessment<RequestType>,
): Promise<RuleOutcome & { version: number }> {
  const { version, rules } = await rulesNow(tx);
  const facts = await factsOf(tx, type, context, assessment, rules);
  return { ...decideByRules(rules, facts), version };
}
