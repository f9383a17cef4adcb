import assert from 'node:assert/strict';
import { until } from '#tools/test/until.ts';
import { patienceMs } from './patience.ts';
import type { World } from './world.ts';

/** Waits until the first replica says that it is not ready, while it lives, so that nobody restarts it in vain. */
export async function untilUnready({ replicas: [one] }: World): Promise<void> {
  assert(one);
  const isUnready = async () => (await one.health('readyz')) === 503;
  await until(isUnready, { deadlineMs: patienceMs, what: 'the provisioner not to be ready' });
  assert.equal(await one.health('livez'), 200);
}
