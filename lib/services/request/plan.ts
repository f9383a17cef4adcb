import type { Queryable } from '#lib/data/client.ts';
import type { BudgetEffect } from '#lib/domain/budget.ts';
import { type Quantity, quantityRatio } from '#lib/domain/quantity.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import type { BudgetEffectLine, RequestPlan } from '#lib/domain/views.ts';
import { effectOf } from './check-budget.ts';
import type { Assessment, RequestContext } from './handler.ts';
import { renderPlan } from './render-plan.ts';

/** What would happen if the request were granted now. */
export async function planOf(
  tx: Queryable,
  context: RequestContext,
  assessment: Assessment<RequestType>,
): Promise<RequestPlan> {
  const budget = (await effectOf(tx, context, assessment)).map(effectLine);
  const { before, after } = assessment;
  if (context.team === null || (before === null && after === null))
    return { budget, objects: [], changes: [] };
  const { environment } = context;
  const identity = { id: environment?.id ?? null, approvedBy: environment?.approvedBy ?? null };
  const rendered = await renderPlan(tx, context.team, identity, before, after);
  const expiry = (date: Date | null) => date?.toISOString() ?? 'never';
  const moved =
    before !== null && after !== null && before.expiresAt?.getTime() !== after.expiresAt?.getTime();
  const expires = moved
    ? [
        {
          object: 'Environment',
          path: 'expiresAt',
          before: expiry(before.expiresAt),
          after: expiry(after.expiresAt),
        },
      ]
    : [];
  return { budget, objects: rendered.objects, changes: [...expires, ...rendered.changes] };
}

function effectLine({ key, budget, before, after, over }: BudgetEffect): BudgetEffectLine {
  const show = (quantity: Quantity) => showQuantity(key, quantity);
  const ratio = (quantity: Quantity) => (budget === null ? null : quantityRatio(quantity, budget));
  return {
    key,
    label: resourceLabel(key),
    budgetText: budget === null ? null : show(budget),
    beforeText: show(before),
    afterText: show(after),
    beforeRatio: ratio(before),
    afterRatio: ratio(after),
    over,
  };
}
