import { checkQuota } from '#lib/domain/requests/quota.ts';
import { applyChange, changeableEnvironment, stateOf } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

/** Another quota for an environment, within the bounds of the class version that it has. */
export const resizeEnvironment: RequestHandler<'resize-environment'> = {
  about: 'environment',
  ask: 'environment:request',
  decide: 'request:decide-environment',
  deciders: 'An admin decides.',
  title: (_payload, team, environment) => `Resize ${team}-${environment}`,

  async validate(_tx, context, payload) {
    const environment = changeableEnvironment(context, payload.generation);
    const { spec } = environment.class;
    const { quota, problems } = checkQuota(payload.quota, spec.quota);
    const same = Object.entries(quota).every(([key, amount]) => environment.quota[key] === amount);
    if (Object.keys(problems).length === 0 && same)
      problems.quota = 'Nothing would change. Choose another size.';
    const before = stateOf(environment);
    return {
      payload: { ...payload, quota },
      problems,
      before,
      after: { ...before, quota },
      approval: spec.approval,
    };
  },

  async apply(tx, { context, assessment }) {
    const { quota } = assessment.payload;
    const told = { before: { quota: assessment.before?.quota }, after: { quota } };
    return applyChange(tx, context, 'environment.resize', { quota }, told);
  },
};
