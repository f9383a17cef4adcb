import type { FaultRow } from '../row.ts';
import { untilReady } from '../world/conditions-of.ts';
import type { World } from '../world/world.ts';

const latencyMs = 200;
const environments = 4;

/** Row 30: 200 ms of latency and one piece in a hundred lost with its connection; all is slower, not more than by that. */
export const slowNetwork: FaultRow = {
  number: 30,
  name: '200 ms latency, 1 % loss',
  budgetSeconds: 20,
  run: async (world) => {
    const fast = await makeSome(world, 'a');
    const before = world.journal.writes().length;
    world.wire.set({ latencyMs: latencyMs / 2, resetChance: 0.01 });
    const slow = await makeSome(world, 'b');
    const writes = world.journal.writes().length - before;
    world.wire.set({});
    // As if every write had waited for the one before it, with a new connection for each: three round trips more.
    const linear = fast * 4 + writes * 4 * latencyMs;
    world.timings.push({ what: 'made over the slow network', ms: slow, goalMs: linear });
  },
};

/** Milliseconds from the first approval until all are Ready. */
async function makeSome(world: World, prefix: string): Promise<number> {
  const began = performance.now();
  const ids: string[] = [];
  for (let count = 0; count < environments; count += 1)
    ids.push((await world.people.approve(`${prefix}${count}`)).id);
  for (const id of ids) await untilReady(world, id);
  return performance.now() - began;
}
