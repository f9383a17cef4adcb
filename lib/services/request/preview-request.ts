import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { automaticProblem } from '#lib/domain/budget.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import type { PreviewRequest } from '#lib/domain/inputs/request.ts';
import type { RequestPlan } from '#lib/domain/views.ts';
import { effectOf } from './check-budget.ts';
import type { Assessment } from './handler.ts';
import { contextOfNew } from './load-context.ts';
import { parsePayload } from './parse-payload.ts';
import { planOf } from './plan.ts';
import { handlerOf } from './registry.ts';

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
  const nothing = { budget: [], objects: [], changes: [] };
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
  const plan = await planOf(database, context, assessment);
  const obstacle = automaticProblem(await effectOf(database, context, assessment));
  const approval = approvalWords(assessment.approval, obstacle, handler.deciders);
  return { ...plan, problems, namespace, ...approval };
}

function approvalWords(
  rule: Assessment<'create-team'>['approval'],
  obstacle: string | null,
  deciders: string,
): { automatic: boolean; approval: string } {
  if (rule !== 'automatic-within-budget') return { automatic: false, approval: deciders };
  if (obstacle !== null) return { automatic: false, approval: obstacle };
  return { automatic: true, approval: 'Granted at once: it is within the budget.' };
}
