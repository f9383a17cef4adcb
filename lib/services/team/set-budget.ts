import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { lockBudget } from '#lib/data/budget/lock-budget.ts';
import { raiseGenerations } from '#lib/data/environment/raise-generations.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { findTeamRow, type TeamWithUse } from '#lib/data/team/team-rows.ts';
import { countedAmounts, namesOtherKeys } from '#lib/domain/budget/hard-amounts.ts';
import { takenAmounts } from '#lib/domain/budget/taken.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { setBudgetInput } from '#lib/domain/inputs/team.ts';
import { compareQuantities, parseQuantity, zeroQuantity } from '#lib/domain/quantity.ts';
import { showQuantity } from '#lib/domain/resource-key.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { checkBudgetChange } from '../capacity/check-budget-change.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from './locked-team.ts';
import { writeTeam } from './write-team.ts';

/**
 * Another budget. Throws OVER_BUDGET, with the keys, when it would be below what is granted, or below what the cluster may
 * still hold of what is being given back.
 */
export async function setBudget(actor: Actor, input: z.input<typeof setBudgetInput>): Promise<TeamView> {
  const { team, version, budget } = parseInput(setBudgetInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'budget:update', team);
    await lockBudget(tx, row.id);
    // Read again under the lock: what a provisioner has taken meanwhile counts.
    const { environments } = (await findTeamRow(tx, { kind: 'all' }, row.slug)) ?? row;
    const problems = tooSmall(budget, environments);
    await checkBudgetChange(tx, row.id, row.budget as ResourceAmounts, budget);
    if (Object.keys(problems).length > 0)
      throw new AppError(
        'OVER_BUDGET',
        `More is granted to ${row.name} already. Nothing was changed.`,
        problems,
      );
    // What the budget counts and a class does not grant stands in the quotas as none.
    if (namesOtherKeys(row.budget as ResourceAmounts, budget)) await raiseGenerations(tx, [row.id]);
    return writeTeam(
      tx,
      actor,
      row,
      version,
      { budget },
      {
        action: 'team.set-budget',
        before: { budget: row.budget },
        after: { budget },
      },
    );
  });
}

function tooSmall(budget: ResourceAmounts, environments: TeamWithUse['environments']): FieldErrors {
  const problems: FieldErrors = {};
  const grants = environments.map(({ quota }) => countedAmounts(quota as ResourceAmounts, budget));
  const held = environments.map(({ status }) => (status?.ceiling ?? {}) as ResourceAmounts);
  const granted = sumAmounts(grants);
  const taken = sumAmounts(grants.map((grant, index) => takenAmounts(grant, held[index] ?? {})));
  for (const [key, text] of Object.entries(budget)) {
    const amount = parseQuantity(text);
    const [least, most] = [granted.get(key) ?? zeroQuantity, taken.get(key) ?? zeroQuantity];
    if (compareQuantities(amount, least) < 0)
      problems[`budget.${key}`] = `${showQuantity(key, least)} are granted already.`;
    else if (compareQuantities(amount, most) < 0)
      problems[`budget.${key}`] =
        `The cluster may still hold ${showQuantity(key, most)}: something is being given back. Try again in a moment.`;
  }
  return problems;
}
