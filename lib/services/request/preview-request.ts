import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import type { PreviewRequest } from '#lib/domain/inputs/request.ts';
import type { RequestPlan } from '#lib/domain/request-views.ts';
import type { RuleOutcome } from '#lib/domain/rules/decide.ts';
import type { Assessment } from './handler.ts';
import { contextOfNew } from './load-context.ts';
import { parsePayload } from './parse-payload.ts';
import { planOf } from './plan.ts';
import { handlerOf } from './registry.ts';
import { ruleOutcome } from './rule-outcome.ts';

/** What a form shows before it is sent. */
export interface RequestPreview extends RequestPlan {
  /** What belongs to no field has the key ''. */
  problems: FieldErrors;
  namespace: string | null;
  /** Whether it would be granted at once. */
  automatic: boolean;
  /** Who will decide, in words. */
  approval: string;
}

/** The effect of a request that is not sent yet. Writes nothing. */
export async function previewRequest(actor: Actor, input: PreviewRequest): Promise<RequestPreview> {
  const database = getDatabase();
  const handler = handlerOf(input.type);
  const context = await contextOfNew(database, actor, input, false);
  const nothing = { budget: [], capacity: [], flows: null, objects: [], changes: [] };
  const preview = {
    ...nothing,
    automatic: false,
    problems: {},
    namespace: context.environment?.namespace ?? null,
    approval: handler.deciders,
  };
  const parsed = parsePayload(input.type, input.payload);
  if (parsed.problems !== null) return { ...preview, problems: parsed.problems };
  let assessment: Assessment<typeof input.type>;
  try {
    assessment = await handler.validate(database, context, parsed.payload);
  } catch (error) {
    if (error instanceof AppError)
      return { ...preview, problems: { ...error.fieldErrors, '': error.message } };
    throw error;
  }
  const { problems } = assessment;
  const namespace =
    context.team !== null && assessment.after !== null
      ? `${context.team.slug}-${assessment.after.slug}`
      : preview.namespace;
  if (Object.keys(problems).length > 0) return { ...preview, problems, namespace };
  const plan = await planOf(database, actor, context, assessment);
  const outcome = await ruleOutcome(database, input.type, context, assessment);
  return { ...plan, problems, namespace, ...approvalWords(outcome, handler.deciders) };
}

function approvalWords(outcome: RuleOutcome, deciders: string): { automatic: boolean; approval: string } {
  if (outcome.verdict === 'ask') return { automatic: false, approval: outcome.obstacle ?? deciders };
  return {
    automatic: true,
    approval: `Granted at once by the rule “${outcome.rule}”: it is within the budget.`,
  };
}
