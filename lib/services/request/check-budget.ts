import type { Queryable } from '#lib/data/client.ts';
import { listGrantedQuotas } from '#lib/data/request/context-rows.ts';
import { countedAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { type BudgetEffect, budgetEffect } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import type { Assessment, RequestContext } from './handler.ts';

/** What granting does to the team's budget; nothing for requests without an environment. */
export async function effectOf(
  tx: Queryable,
  context: RequestContext,
  assessment: Assessment<RequestType>,
): Promise<BudgetEffect[]> {
  const { before, after } = assessment;
  if (context.team === null || (before === null && after === null)) return [];
  const others = await listGrantedQuotas(tx, context.team.id, context.environment?.id ?? null);
  const { budget } = context.team;
  const counted = (quota: ResourceAmounts) => countedAmounts(quota, budget);
  return budgetEffect(
    budget,
    others.map(counted),
    before === null ? null : counted(before.quota),
    after === null ? null : counted(after.quota),
  );
}
