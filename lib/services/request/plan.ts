import { type Actor, may } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import type { BudgetEffect } from '#lib/domain/budget.ts';
import { type Quantity, quantityRatio } from '#lib/domain/quantity.ts';
import type { BudgetEffectLine, RequestPlan } from '#lib/domain/request-views.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import { effectOf } from './check-budget.ts';
import type { Assessment, RequestContext } from './handler.ts';
import { capacityEffectOf } from './plan-capacity.ts';
import { flowsOf } from './plan-flows.ts';
import { renderPlan } from './render-plan.ts';

/** What would happen if the request were granted now, as far as this person may know. */
export async function planOf(
  tx: Queryable,
  actor: Actor,
  context: RequestContext,
  assessment: Assessment<RequestType>,
): Promise<RequestPlan> {
  const budget = (await effectOf(tx, context, assessment)).map(effectLine);
  const { before, after } = assessment;
  if (context.team === null || (before === null && after === null))
    return { budget, capacity: [], flows: null, objects: [], changes: [] };
  const { environment } = context;
  const identity = { id: environment?.id ?? null, approvedBy: environment?.approvedBy ?? null };
  const rendered = await renderPlan(tx, context.team, identity, before, after);
  const capacity = may(actor, 'capacity:read') ? await capacityEffectOf(tx, before, after) : [];
  const isUpgrade = before !== null && after !== null && before.class.versionId !== after.class.versionId;
  const flows =
    isUpgrade && environment !== null
      ? await flowsOf(tx, context.team.id, environment.id, rendered.next)
      : null;
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
  return {
    budget,
    capacity: capacity.map(({ limit, ...rest }) => effectLine({ ...rest, budget: limit })),
    flows: flows === null || flows.lost.length + flows.gained.length === 0 ? null : flows,
    objects: rendered.objects,
    changes: [...expires, ...rendered.changes],
  };
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
