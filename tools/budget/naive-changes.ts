import { randomBytes } from 'node:crypto';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { createRandom, type SeededRandom } from '#tools/chaos/random.ts';
import { watchSums } from './watch-sums.ts';

interface Quota {
  metadata: { namespace: string };
  spec: { hard: ResourceAmounts };
}

const budget = { 'requests.cpu': '12' };
const environments = 6;

/** What a check that is followed by a write came to. */
export interface NaiveRun {
  changesMs: number;
  events: number;
  overshoots: number;
}

/** Writers that each read all quotas, add them up and write when the sum fits: what a portal without a ledger does. */
export async function naiveChanges(
  transport: Transport,
  options: { seed: number; count: number; atOnce: number },
): Promise<NaiveRun> {
  const team = `n${randomBytes(4).toString('hex')}`;
  const random = createRandom(options.seed);
  const names = Array.from({ length: environments }, (_, index) => `${team}-e${index}`);
  for (const name of names) await addNamespace(transport, team, name);
  const sums = await watchSums(transport, `${team}-`, budget);
  let left = options.count;
  const began = performance.now();
  const writer = async () => {
    while (left > 0) {
      left -= 1;
      await checkThenWrite(transport, team, random.pick(names), randomCpu(random));
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, writer));
  const changesMs = performance.now() - began;
  await sums.stop();
  return { changesMs, events: sums.events(), overshoots: sums.overshoots().length };
}

async function addNamespace(transport: Transport, team: string, name: string): Promise<void> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await transport.call({ method: 'POST', path: '/api/v1/namespaces', body });
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'naive', namespace: name, labels: { team } },
    spec: { hard: { 'requests.cpu': '1' } },
  };
  await transport.call({
    method: 'POST',
    path: `/api/v1/namespaces/${name}/resourcequotas`,
    body: quota,
  });
}

async function checkThenWrite(
  transport: Transport,
  team: string,
  namespace: string,
  cpu: string,
): Promise<void> {
  const path = `/api/v1/resourcequotas?labelSelector=team%3D${team}`;
  const { items } = (await transport.call({ method: 'GET', path })) as { items: Quota[] };
  const others = items
    .filter(({ metadata }) => metadata.namespace !== namespace)
    .reduce((sum, { spec }) => sum + parseQuantity(spec.hard['requests.cpu'] ?? '0').nano, 0n);
  if (others + parseQuantity(cpu).nano > parseQuantity(budget['requests.cpu']).nano) return;
  await transport.call({
    method: 'PATCH',
    path: `/api/v1/namespaces/${namespace}/resourcequotas/naive`,
    body: { spec: { hard: { 'requests.cpu': cpu } } },
    contentType: 'application/merge-patch+json',
  });
}

function randomCpu(random: SeededRandom): string {
  return `${500 + 250 * random.below(24)}m`;
}
