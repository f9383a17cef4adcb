import type { Queryable } from '#lib/data/client.ts';
import { countGrantedInDay } from '#lib/data/rules/rule-rows.ts';
import { windowUse } from '#lib/domain/evidence/use-window.ts';
import { parseQuantity, type Quantity, zeroQuantity } from '#lib/domain/quantity.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { type LimitChange, mayChange, type RuleFacts } from '#lib/domain/rules/facts.ts';
import type { Rule } from '#lib/domain/rules/rule.ts';
import { effectOf } from './check-budget.ts';
import type { Assessment, EnvironmentState, RequestContext } from './handler.ts';
import { type MeasuredKey, measuredUse } from './measured-use.ts';

/** What the rules look at, read in the transaction that decides; usage only where a rule asks for it. */
export async function factsOf(
  tx: Queryable,
  type: RequestType,
  context: RequestContext,
  assessment: Assessment<RequestType>,
  rules: readonly Rule[],
): Promise<RuleFacts> {
  const { team, environment, now } = context;
  const { before, after, approval } = assessment;
  const limits = limitsOf(before, after);
  const states = [before, after].filter((state) => state !== null);
  const asksForDay = rules.some(({ dailyLimit }) => dailyLimit !== null);
  return {
    type,
    team: team?.slug ?? null,
    classes: states.map((state) => ({ slug: state.class.classSlug, stage: state.class.spec.stage })),
    classAllows: approval === 'automatic-within-budget',
    limits,
    use: environment === null ? [] : await measuredFor(tx, environment.id, limits, rules, now),
    budget: await effectOf(tx, context, assessment),
    grantedInDay: team === null || !asksForDay ? null : await countGrantedInDay(tx, team.id),
  };
}

function limitsOf(before: EnvironmentState | null, after: EnvironmentState | null): LimitChange[] {
  const keys = new Set([...Object.keys(before?.quota ?? {}), ...Object.keys(after?.quota ?? {})]);
  // A key that an environment does not have is not limited, which is not the same as nothing.
  const amount = (state: EnvironmentState | null, key: string): Quantity | null => {
    if (state === null) return zeroQuantity;
    const text = state.quota[key];
    return text === undefined ? null : parseQuantity(text);
  };
  return [...keys].map((key) => ({ key, before: amount(before, key), after: amount(after, key) }));
}

/** The stretches by which any of the rules looks at use. */
export function stretchesOf(rules: readonly Rule[]): number[] {
  return [...new Set(rules.flatMap(({ use }) => (use === null ? [] : [use.days])))];
}

async function measuredFor(
  tx: Queryable,
  environmentId: string,
  limits: readonly LimitChange[],
  rules: readonly Rule[],
  now: Date,
): Promise<RuleFacts['use']> {
  const stretches = stretchesOf(rules);
  const keys = limits.filter(mayChange).map(({ key }) => key);
  if (stretches.length === 0 || keys.length === 0) return [];
  const longest = Math.max(...stretches);
  const measured = await measuredUse(tx, [{ no: 0, subject: environmentId, keys, until: now }], longest);
  return measuredFacts(measured.get(0), keys, stretches, now);
}

/** The use of each key in each stretch; only where the whole stretch was measured. */
export function measuredFacts(
  measured: ReadonlyMap<string, MeasuredKey> | undefined,
  keys: readonly string[],
  stretches: readonly number[],
  until: Date,
): RuleFacts['use'] {
  return keys.flatMap((key) =>
    stretches.flatMap((days) => {
      const use = windowUse(measured?.get(key)?.buckets ?? [], until.getTime(), days);
      return use === null || use.measuredDays < days ? [] : [{ key, days, p95: use.p95 }];
    }),
  );
}
