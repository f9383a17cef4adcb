import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { applyChange, changeableEnvironment, stateOf } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

const DAY = 86_400_000;

/** More days before an environment expires. */
export const extendEnvironment: RequestHandler<'extend-environment'> = {
  about: 'environment',
  ask: 'environment:request',
  decide: 'request:decide-environment',
  deciders: 'An admin decides.',
  title: ({ days }, team, environment) =>
    `Extend ${team}-${environment} by ${days} ${days === 1 ? 'day' : 'days'}`,

  async validate(_tx, context, payload) {
    const environment = changeableEnvironment(context, payload.generation);
    const { spec } = environment.class;
    const problems: FieldErrors = {};
    const longest = spec.lifetimeDays;
    if (environment.expiresAt === null) problems.days = 'This environment does not expire.';
    else if (longest !== null && payload.days > longest)
      problems.days = `At most ${longest} days in this class.`;
    const from = Math.max(environment.expiresAt?.getTime() ?? 0, context.now.getTime());
    const before = stateOf(environment);
    const after = { ...before, expiresAt: new Date(from + payload.days * DAY) };
    return { payload, problems, before, after, approval: spec.approval };
  },

  async apply(tx, { context, assessment }) {
    const expiresAt = assessment.after?.expiresAt ?? null;
    if (expiresAt === null) throw new AppError('CONFLICT', 'The environment does not expire.');
    const told = { before: { expiresAt: assessment.before?.expiresAt }, after: { expiresAt } };
    return applyChange(tx, context, 'environment.extend', { expiresAt }, told);
  },
};
