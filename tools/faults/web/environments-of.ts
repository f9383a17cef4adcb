import type { World } from '../world/world.ts';

/** How many environments a request made, and how many decisions about it there are. */
export async function environmentsOf({ database }: World, number: number): Promise<[number, number]> {
  const { environmentId, id, state } = await database.request.findUniqueOrThrow({ where: { number } });
  const decisions = await database.decision.count({ where: { requestId: id } });
  if ((state === 'approved') !== (environmentId !== null))
    throw new Error(`Request #${number} is half done.`);
  return [environmentId === null ? 0 : 1, decisions];
}
