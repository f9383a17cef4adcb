import type { Actor } from '#lib/auth/permissions.ts';
import { namesOf } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listRuleVersions } from '#lib/data/rules/rule-rows.ts';
import { ruleWords } from '#lib/domain/rules/decide.ts';
import { builtInRules, type Rule } from '#lib/domain/rules/rule.ts';
import type { RulesView, RuleView } from '#lib/domain/rules/views.ts';
import { assertMay } from '../scope-of.ts';

const historyLength = 20;

/** The rules by which requests are granted without a person, and who switched which on before. */
export async function getRules(actor: Actor): Promise<RulesView> {
  assertMay(actor, 'rules:read');
  const database = getDatabase();
  const versions = await listRuleVersions(database, historyLength);
  const names = await namesOf(
    database,
    versions.flatMap(({ createdBy }) => createdBy ?? []),
  );
  const rules = [...(versions[0]?.rules ?? builtInRules)];
  return {
    version: versions[0]?.version ?? 0,
    rules,
    worded: rules.map(wordRule),
    history: versions.map((row) => ({
      version: row.version,
      rules: row.rules.map(wordRule),
      reason: row.reason,
      createdBy: row.createdBy === null ? 'Bailiwick' : (names.get(row.createdBy) ?? 'Unknown'),
      createdAt: row.createdAt.toISOString(),
    })),
  };
}

/** A rule as people read it. */
export function wordRule(rule: Rule): RuleView {
  return { name: rule.name, effect: rule.effect, conditions: ruleWords(rule) };
}
