import { until } from '#tools/test/until.ts';
import { differencesIn } from '../invariants/as-desired.ts';
import type { FaultRow } from '../row.ts';
import { untilReady } from '../world/conditions-of.ts';
import { deleteObject, edit } from '../world/edit.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

/** Row 7: the watches tell things twice, old things after new ones, half of a line, or break in the middle of one. */
export const strangeLines: FaultRow = {
  number: 7,
  name: 'duplicate, reordered, truncated watch lines',
  budgetSeconds: 20,
  run: async (world) => {
    distort(world);
    world.wire.cut();
    const made: string[] = [];
    for (const slug of ['d1', 'd2']) made.push((await world.people.approve(slug)).id);
    for (let round = 0; round < 3; round += 1) {
      const { id, namespace } = await environmentOf(world, world.random.pick(['e0', 'e1']));
      await deleteObject(world, { kind: 'NetworkPolicy', namespace, name: 'default-deny' });
      const body = { spec: { hard: { pods: String(100 + round) } } };
      await edit(world, { kind: 'ResourceQuota', namespace, name: 'bailiwick', body });
      const isHealed = async () => (await differencesIn(world, id)).length === 0;
      await until(isHealed, { deadlineMs: patienceMs, what: `the edits of ${namespace} to be healed` });
    }
    for (const id of made) await untilReady(world, id);
    world.api.decide(() => ({ kind: 'pass' }));
    world.wire.cut();
  },
};

// Nothing is kept from the client: a server that loses events is none that Kubernetes knows.
function distort(world: World): void {
  const { random } = world;
  world.api.decide(({ isWatch }) => {
    if (!isWatch) return { kind: 'pass' };
    if (random.below(4) === 0) return { kind: 'cut', afterBytes: 200 + random.below(6_000) };
    const told: string[] = [];
    return {
      kind: 'rewrite',
      lines: (line) => {
        told.push(line);
        const fate = random.below(8);
        if (fate === 0) return [line, line];
        if (fate === 1) return [line, random.pick(told)];
        // Half of a line fails the watch, which resumes from the version before it.
        if (fate === 2) return [line.slice(0, random.below(line.length))];
        return [line];
      },
    };
  });
}
