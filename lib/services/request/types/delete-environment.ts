import { applyChange, changeableEnvironment, stateOf } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

const MINUTE = 60_000;

/** The end of an environment, after a time in which it can be undone. */
export const deleteEnvironment: RequestHandler<'delete-environment'> = {
  about: 'environment',
  ask: 'environment:request',
  decide: 'request:decide-environment',
  deciders: 'An admin decides.',
  title: (_payload, team, environment) => `Delete ${team}-${environment}`,

  async validate(_tx, context, payload) {
    const environment = changeableEnvironment(context, payload.generation);
    const { approval } = environment.class.spec;
    return { payload, problems: {}, before: stateOf(environment), after: null, approval };
  },

  async apply(tx, { context, assessment }) {
    const grace = (assessment.before?.class.spec.deleteGraceMinutes ?? 0) * MINUTE;
    const deleteAfter = new Date(context.now.getTime() + grace);
    const told = { before: { deleteAfter: null }, after: { deleteAfter } };
    return applyChange(tx, context, 'environment.delete', { deleteAfter }, told);
  },
};
