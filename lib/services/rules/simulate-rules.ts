import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { listClassSlugs } from '#lib/data/class/class-rows.ts';
import { getDatabase, type Queryable } from '#lib/data/client.ts';
import { listTeamSlugs } from '#lib/data/rules/past-requests.ts';
import { insertSimulation } from '#lib/data/rules/simulation-rows.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { simulateRulesInput } from '#lib/domain/inputs/rules.ts';
import type { Rule } from '#lib/domain/rules/rule.ts';
import { simulate } from '#lib/domain/rules/simulate.ts';
import { parseInput } from '../parse-input.ts';
import { rulesNow } from '../request/rule-outcome.ts';
import { assertMay } from '../scope-of.ts';
import { pastCases } from './past-cases.ts';
import { staleRules } from './stale-rules.ts';

/**
 * Lets rules decide the requests of the last days, and keeps what came out; nothing is granted by it. Throws STALE if
 * the rules aren't made from the version that holds.
 */
export async function simulateRules(
  actor: Actor,
  input: z.input<typeof simulateRulesInput>,
): Promise<{ simulation: string }> {
  const { baseVersion, days, rules } = parseInput(simulateRulesInput, input);
  assertMay(actor, 'rules:update');
  const database = getDatabase();
  if ((await rulesNow(database)).version !== baseVersion) throw staleRules();
  const problems = await nameProblems(database, rules);
  if (Object.keys(problems).length > 0)
    throw new AppError('INVALID_INPUT', 'Some rules need another look. Nothing was changed.', problems);
  const { cases, limited } = await pastCases(database, days, rules, new Date());
  const result = simulate(rules, cases, limited);
  const createdBy = actor.userId || null;
  return { simulation: await insertSimulation(database, { baseVersion, rules, days, result, createdBy }) };
}

/** A rule about a team or class that does not exist would never match, which nobody means. */
async function nameProblems(db: Queryable, rules: readonly Rule[]): Promise<FieldErrors> {
  const [teams, classes] = await Promise.all([listTeamSlugs(db), listClassSlugs(db)]);
  const problems: FieldErrors = {};
  rules.forEach((rule, index) => {
    const team = rule.teams.find((slug) => !teams.includes(slug));
    if (team !== undefined) problems[`rules.${index}.teams`] = `There is no team ${team}.`;
    const other = rule.classes.find((slug) => !classes.includes(slug));
    if (other !== undefined) problems[`rules.${index}.classes`] = `There is no class ${other}.`;
  });
  return problems;
}
