import type { Queryable } from '../client.ts';

/**
 * Access is part of the desired state: every live environment of these teams gets its next generation. Locked in one
 * order first, so that two changes that touch the same environments never wait in a circle.
 */
export async function raiseGenerations(tx: Queryable, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  await tx.$queryRaw`
    SELECT id FROM environment WHERE team_id = ANY(${[...teamIds]}::uuid[]) AND finalized_at IS NULL ORDER BY id FOR UPDATE`;
  await tx.environment.updateMany({
    where: { teamId: { in: [...teamIds] }, finalizedAt: null },
    data: { generation: { increment: 1 } },
  });
}
