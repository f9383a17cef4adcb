import assert from 'node:assert/strict';
import { join } from 'node:path';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

const fiveMinutesMs = 300_000;
const preload = join(import.meta.dirname, '../world/shifted-clock.ts');
// Three repairs of the same field are a contest, whose rounds are a second apart.
const rounds = 5;

/** Row 13: two replicas whose clocks are ten minutes apart share the work, a contest included. */
export const wrongClock: FaultRow = {
  number: 13,
  name: 'clock ± 5 min in one replica',
  budgetSeconds: 10,
  environments: 1,
  run: async (world) => {
    const start = (name: string, shiftMs: number) =>
      world.startReplica(name, { FAULTS_CLOCK_SHIFT_MS: String(shiftMs) }, ['--import', preload]);
    const [early, late] = await Promise.all([start('early', -fiveMinutesMs), start('late', fiveMinutesMs)]);
    await world.replicas[0]?.end();
    for (let round = 0; round < rounds; round += 1) await editAndHeal(world, round);
    await world.people.resize('e0', 31);
    await world.people.approve('later');
    await untilAgreed(world, 'both to agree');
    await timesAreTrue(world);
    assert.equal(await early.metric('bailiwick_fenced_writes_total'), 0);
    assert.equal(await late.metric('bailiwick_fenced_writes_total'), 0);
  },
};

// What people read of times is by one clock, whoever wrote it.
async function timesAreTrue({ database }: World): Promise<void> {
  const [wrong] = await database.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM environment_status s JOIN environment e ON e.id = s.environment_id, jsonb_array_elements(s.conditions) c
    WHERE (c->>'lastTransitionTime')::timestamptz NOT BETWEEN e.created_at - interval '5 seconds' AND now() + interval '5 seconds'`;
  assert.equal(wrong?.count, 0n, 'conditions have times by a wrong clock');
}

async function editAndHeal(world: World, round: number): Promise<void> {
  const path = `/api/v1/namespaces/${world.people.teamSlug}-e0/resourcequotas/bailiwick`;
  const pods = async () => {
    const found = (await world.transport.call({ method: 'GET', path })) as {
      spec: { hard: Record<string, string> };
    };
    return found.spec.hard.pods;
  };
  const wanted = await pods();
  await world.transport.call({
    method: 'PATCH',
    path: `${path}?fieldManager=kubectl-edit`,
    contentType: 'application/merge-patch+json',
    body: { spec: { hard: { pods: `${900 + round}` } } },
  });
  const isHealed = async () => (await pods()) === wanted;
  await until(isHealed, { deadlineMs: patienceMs, what: `edit ${round} to be healed` });
}
