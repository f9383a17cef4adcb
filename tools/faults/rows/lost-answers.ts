import assert from 'node:assert/strict';
import type { FaultRow } from '../row.ts';
import { untilReady } from '../world/conditions-of.ts';

/** Row 8: one write in three is carried out and its answer lost; each is recognised and nothing is made twice. */
export const lostAnswers: FaultRow = {
  number: 8,
  name: 'write applied, response lost',
  budgetSeconds: 10,
  run: async (world) => {
    let lost = 0;
    world.api.decide(({ method }) => {
      if (method === 'GET' || world.random.below(3) > 0) return { kind: 'pass' };
      lost += 1;
      return { kind: 'lose-answer' };
    });
    const ids: string[] = [];
    for (const slug of ['l1', 'l2', 'l3', 'l4']) ids.push((await world.people.approve(slug)).id);
    await world.people.resize('e0', 25);
    for (const id of ids) await untilReady(world, id);
    world.api.decide(() => ({ kind: 'pass' }));
    assert(lost > 5, `${lost} answers were lost only`);
    const drift = await world.database.driftEvent.findMany();
    assert.deepEqual(drift, [], 'what we wrote ourselves was taken for drift');
  },
};
