import type { World } from './world.ts';

/** The live environment with that slug. */
export function environmentOf(world: World, slug: string): Promise<{ id: string; namespace: string }> {
  return world.database.environment.findFirstOrThrow({
    where: { teamId: world.people.teamId, slug, finalizedAt: null },
    select: { id: true, namespace: true },
  });
}
