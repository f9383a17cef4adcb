import type { TeamWithUse } from '#lib/data/team/team-rows.ts';
import { AppError } from '#lib/domain/error.ts';

/** Refuses to leave a team without an owner: nobody could decide about its members. */
export function assertOwnerStays(team: TeamWithUse, leavingUserId: string): void {
  const owners = team.memberships.filter(({ role }) => role === 'owner');
  if (owners.length === 1 && owners[0]?.userId === leavingUserId)
    throw new AppError(
      'CONFLICT',
      `${team.name} needs an owner. Make someone else an owner first; nothing was changed.`,
    );
}
