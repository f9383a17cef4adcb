import { addMember, hasMember } from '#lib/data/request/write-environment.ts';
import { AppError } from '#lib/domain/error.ts';
import { activeTeam } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

/** Membership in a team; its owners decide. */
export const joinTeam: RequestHandler<'join-team'> = {
  about: 'team',
  ask: 'team:request-join',
  decide: 'request:decide-join',
  deciders: 'An owner of the team decides.',
  title: ({ role }, team) => `Join ${team} as ${role}`,

  async validate(tx, context, payload) {
    const team = activeTeam(context);
    if (await hasMember(tx, team.id, context.requesterId)) {
      const whose = context.mode === 'submit' ? 'You are a member' : 'This person is a member';
      throw new AppError('CONFLICT', `${whose} of ${team.name} already. An owner can change the role.`);
    }
    return { payload, problems: {}, before: null, after: null, approval: 'an-owner' };
  },

  async apply(tx, { context, assessment }) {
    const team = activeTeam(context);
    const { role } = assessment.payload;
    await addMember(tx, team.id, context.requesterId, role);
    return {
      audit: {
        action: 'membership.create',
        objectType: 'membership',
        objectId: context.requesterId,
        objectName: team.slug,
        after: { role },
      },
    };
  },
};
