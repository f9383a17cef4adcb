import { findTeam } from '#lib/data/request/context-rows.ts';
import { insertTeam } from '#lib/data/request/write-environment.ts';
import type { FieldErrors } from '#lib/domain/error.ts';
import { teamSlugProblem } from '#lib/domain/name.ts';
import type { RequestHandler } from '../handler.ts';

/** A new team; whoever asks becomes its owner, and an admin gives it a budget afterwards. */
export const createTeam: RequestHandler<'create-team'> = {
  about: 'nothing',
  ask: 'team:request',
  decide: 'request:decide-team',
  deciders: 'An admin decides.',
  title: ({ slug }) => `Create the team ${slug}`,

  async validate(tx, _context, payload) {
    const problems: FieldErrors = {};
    const problem = teamSlugProblem(payload.slug);
    if (problem !== null) problems.slug = problem;
    else if ((await findTeam(tx, payload.slug)) !== null)
      problems.slug = `The short name “${payload.slug}” is taken.`;
    const costCentre = payload.costCentre === '' ? null : payload.costCentre;
    return {
      payload: { ...payload, costCentre },
      problems,
      before: null,
      after: null,
      approval: 'one-admin',
    };
  },

  async apply(tx, { context, assessment }) {
    const team = assessment.payload;
    const teamId = await insertTeam(tx, team, context.requesterId);
    return {
      link: { teamId },
      audit: {
        action: 'team.create',
        objectType: 'team',
        objectId: teamId,
        objectName: team.slug,
        after: team,
      },
    };
  },
};
