import type { ClassSpec } from '../environment-class.ts';
import { compareQuantities, findQuantity } from '../quantity.ts';
import { showQuantity } from '../resource-key.ts';
import { type Obstacle, obstacle } from './answer.ts';
import { runsOn } from './class-rules.ts';
import { type CheckedPod, containersOf } from './pod.ts';

type Most = ClassSpec['containerMax'];

/** Running pods with a container beyond the next limits of the class and within the present ones, one obstacle a resource. */
export function containerLimitObstacles(pods: readonly CheckedPod[], before: Most, after: Most): Obstacle[] {
  return (Object.keys(after) as (keyof Most)[]).flatMap((resource) => {
    const found = pods.filter(
      (pod) => isBeyond(pod, resource, after[resource]) && !isBeyond(pod, resource, before[resource]),
    );
    const most = findQuantity(after[resource]);
    if (found.length === 0 || most === null) return [];
    const text = `A container could have at most ${showQuantity(resource, most)} of ${resource}, and some have more. ${runsOn}`;
    return [obstacle('container-limits', text, found.map(({ metadata }) => `pod ${metadata.name}`).sort())];
  });
}

function isBeyond(pod: CheckedPod, resource: string, most: string): boolean {
  const bound = findQuantity(most);
  return (
    bound !== null &&
    containersOf(pod).some(({ resources }) =>
      [resources?.limits?.[resource], resources?.requests?.[resource]].some((text) => {
        const amount = findQuantity(text ?? '');
        return amount !== null && compareQuantities(amount, bound) > 0;
      }),
    )
  );
}
