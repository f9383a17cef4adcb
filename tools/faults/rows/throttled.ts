import assert from 'node:assert/strict';
import { removeMember } from '#lib/services/team/remove-member.ts';
import type { FaultRow } from '../row.ts';
import { readApiPath } from '../world/api-path.ts';
import { asWeb } from '../world/as-web.ts';
import { untilReady } from '../world/conditions-of.ts';
import type { World } from '../world/world.ts';

const patienceSeconds = 1;

/** Row 3: half of all calls are throttled, while environments are made and somebody loses his access. */
export const throttled: FaultRow = {
  number: 3,
  name: '429 with Retry-After on half of the calls',
  budgetSeconds: 30,
  run: async (world) => {
    const cameEarly = throttleHalf(world);
    const ids: string[] = [];
    for (const slug of ['t1', 't2', 't3', 't4']) ids.push((await world.people.approve(slug)).id);
    await removeDeveloper(world);
    for (const id of ids) await untilReady(world, id);
    world.api.decide(() => ({ kind: 'pass' }));
    // Another generation is looked at at once, whatever an earlier pass was told to wait for; here there is one.
    const again = [...cameEarly].filter(([, times]) => times > 1).map(([key]) => key);
    assert.deepEqual(again, [], 'calls came back before the time that they were told');
  },
};

/** Answers how often each call came back too early; one object's path is called by one pass at a time. */
function throttleHalf(world: World): ReadonlyMap<string, number> {
  const refusedAt = new Map<string, number>();
  const cameEarly = new Map<string, number>();
  world.api.decide(({ method, path, isWatch }) => {
    const key = `${method} ${path}`;
    const before = refusedAt.get(key);
    refusedAt.delete(key);
    // The timer of the client and our clock may differ by a hair.
    if (before !== undefined && performance.now() - before < patienceSeconds * 1000 - 20)
      cameEarly.set(key, (cameEarly.get(key) ?? 0) + 1);
    if (world.random.below(2) === 0) return { kind: 'pass' };
    // A revocation waits for nobody: each look at the namespace may try it again.
    const about = readApiPath(path);
    if (!isWatch && about?.name && about.kind !== 'RoleBinding') refusedAt.set(key, performance.now());
    return { kind: 'answer', status: 429, headers: { 'retry-after': String(patienceSeconds) } };
  });
  return cameEarly;
}

async function removeDeveloper({ people, urls }: World): Promise<void> {
  const { teamSlug: team, ids } = people;
  await asWeb(urls.webUrl, async () =>
    removeMember(await people.as('owner'), { team, userId: ids.developer }),
  );
}
