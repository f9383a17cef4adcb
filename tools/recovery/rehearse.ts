import type { Grounds } from '#tools/faults/world/grounds.ts';
import { withOwnControlPlane } from '#tools/faults/world/own-control-plane.ts';
import { openWorld } from '#tools/faults/world/world.ts';
import { loseCluster } from './cluster-lost.ts';
import { loseDatabase, restoreOlder, untilAgreedIn } from './database-lost.ts';
import type { Step } from './timed.ts';

/** A loss, and what it took to recover from it. */
export interface Rehearsal {
  loss: string;
  steps: Step[];
}

/** Rehearses each loss with so many environments, one after the other; fails where anything is not as it was. */
export async function rehearse(grounds: Grounds, environments: number): Promise<Rehearsal[]> {
  const deadlineMs = 60_000 + environments * 3_000;
  const world = await openWorld(grounds, { seed: 1, realTimes: true });
  try {
    await world.startReplica('one');
    for (let index = 0; index < environments; index += 1) await world.people.approve(`e${index}`);
    await untilAgreedIn(world, deadlineMs);
    const size = { deadlineMs };
    return [
      { loss: 'Database lost, with a backup', steps: await restoreOlder(world, grounds, size) },
      { loss: 'Database lost, without any', steps: await loseDatabase(world, grounds, size) },
      {
        loss: 'Cluster lost',
        steps: await withOwnControlPlane(grounds, (empty) => loseCluster(world, empty, deadlineMs), true),
      },
    ];
  } finally {
    await world.close();
  }
}
