import assert from 'node:assert/strict';
import { findCondition } from '#lib/domain/condition.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf } from '../world/conditions-of.ts';
import { edit } from '../world/edit.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

/** Row 4: another manager writes the same field in a loop; it is answered once a second, named, and told once. */
export const writeWar: FaultRow = {
  number: 4,
  name: 'another manager writes the same field in a loop',
  budgetSeconds: 15,
  run: async (world) => {
    const { id, namespace } = await environmentOf(world, 'e0');
    const before = repairsOf(world, namespace).length;
    const began = performance.now();
    const isOver = async () => repairsOf(world, namespace).length >= before + 6 && (await isNamed(world, id));
    let edits = 0;
    const write = async () => {
      edits += 1;
      const limits = [{ type: 'Container', max: { cpu: String(10 + (edits % 50)) } }];
      await edit(world, {
        kind: 'LimitRange',
        namespace,
        name: 'bailiwick',
        body: { spec: { limits } },
        by: 'helm',
      });
      return isOver();
    };
    await until(write, {
      deadlineMs: patienceMs,
      what: 'six repairs of a contest that is named',
      everyMs: 30,
    });
    const repairs = repairsOf(world, namespace).slice(before);
    assertSlow(repairs.length, performance.now() - began);
    assert(edits > repairs.length, `${edits} edits were answered by ${repairs.length} writes`);
    const rows = await world.database.driftEvent.count({ where: { environmentId: id } });
    const contests = contestsIn(repairs.map(({ at }) => at));
    assert(
      rows > 0 && rows <= 4 * contests,
      `${contests} contests in ${repairs.length} rounds have ${rows} rows in the ledger`,
    );
  },
};

function repairsOf(world: World, home: string) {
  return world.journal
    .writes()
    .filter(({ kind, namespace, status }) => kind === 'LimitRange' && namespace === home && status < 300);
}

// Three come at once, and each further one a second after the one before, by the provisioner's clock. From before the first edit
// to after the last repair it is never less than that, however late we hear of each.
function assertSlow(repairs: number, ms: number): void {
  assert(
    repairs <= 3 + ms / 1000,
    `a contested object was put back ${repairs} times in ${Math.round(ms)} ms`,
  );
}

// A contest is over when it was quiet for five seconds; from one repair to the next that happens only on a machine that stands
// still, and the one after is told anew. The provisioner's clock and ours read the end of a repair at different moments.
function contestsIn(times: readonly number[]): number {
  const breaks = times.slice(1).filter((at, index) => at - (times[index] ?? at) > 4_000);
  return 1 + breaks.length;
}

async function isNamed(world: World, id: string): Promise<boolean> {
  const conditions = await conditionsOf(world, id);
  const drifted = findCondition(conditions, 'Drifted');
  // Where two edits reach the watch as one, it can't tell whose they were.
  const names = /LimitRange bailiwick is changed again and again by (helm|somebody)\./;
  return (
    drifted?.reason === 'Contested' &&
    names.test(drifted.message) &&
    findCondition(conditions, 'Ready')?.status === 'False'
  );
}
