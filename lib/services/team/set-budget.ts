import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { setBudgetInput } from '#lib/domain/inputs/team.ts';
import { compareQuantities, parseQuantity } from '#lib/domain/quantity.ts';
import { showQuantity } from '#lib/domain/resource-key.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from './locked-team.ts';
import { writeTeam } from './write-team.ts';

/** Another budget. Throws OVER_BUDGET, with the keys, when it would be below what is granted. */
export async function setBudget(actor: Actor, input: z.input<typeof setBudgetInput>): Promise<TeamView> {
  const { team, version, budget } = parseInput(setBudgetInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'budget:update', team);
    const problems = tooSmall(
      budget,
      row.environments.map(({ quota }) => quota as ResourceAmounts),
    );
    if (Object.keys(problems).length > 0)
      throw new AppError(
        'OVER_BUDGET',
        `More is granted to ${row.name} already. Nothing was changed.`,
        problems,
      );
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

function tooSmall(budget: ResourceAmounts, quotas: readonly ResourceAmounts[]): FieldErrors {
  const problems: FieldErrors = {};
  for (const [key, granted] of sumAmounts(quotas)) {
    const amount = budget[key];
    if (amount !== undefined && compareQuantities(parseQuantity(amount), granted) < 0)
      problems[`budget.${key}`] = `${showQuantity(key, granted)} are granted already.`;
  }
  return problems;
}
