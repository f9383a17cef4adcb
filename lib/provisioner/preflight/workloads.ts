import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { type Obstacle, obstacle } from '#lib/domain/preflight/answer.ts';
import { classRuleObstacles } from '#lib/domain/preflight/class-rules.ts';
import { containerLimitObstacles } from '#lib/domain/preflight/container-limits.ts';
import { podSecurityObstacles } from '#lib/domain/preflight/pod-security.ts';
import { shrinkObstacles } from '#lib/domain/preflight/shrink.ts';
import type { Observed } from '../diff/plan.ts';
import type { PreflightQuestion, RehearsalPort } from './ports.ts';
import { isCounted, takersOf } from './takers.ts';

/** Running workloads that the change is not compatible with; `warnings` are what the API server said to the dry runs. */
export async function workloadObstacles(
  { spec, current, namespace }: PreflightQuestion,
  observed: Observed,
  warnings: readonly string[],
  port: RehearsalPort,
): Promise<Obstacle[]> {
  if (spec === null || current === null) return [];
  const [pods, claims] = await Promise.all([port.listPods(namespace), port.listClaims(namespace)]);
  const running = pods.filter(isCounted);
  const next = spec.classSpec;
  return [
    ...shrinkObstacles(hardAmounts(spec.quota, {}), usedIn(observed), (key) => takersOf(key, pods, claims)),
    ...podSecurityObstacles(warnings),
    ...classRuleObstacles(running, current.guardrails, next.guardrails),
    ...containerLimitObstacles(running, current.containerMax, next.containerMax),
  ];
}

/** What a deletion takes along: pods that run, and volume claims with their data. */
export async function lossObstacles(namespace: string, port: RehearsalPort): Promise<Obstacle[]> {
  const [pods, claims] = await Promise.all([port.listPods(namespace), port.listClaims(namespace)]);
  const names = [
    ...pods.filter(isCounted).map(({ metadata }) => `pod ${metadata.name}`),
    ...claims.map(({ metadata }) => `volume claim ${metadata.name}`),
  ];
  return names.length === 0
    ? []
    : [obstacle('loss', 'What runs ends, and data in volumes goes with its claims.', names)];
}

function usedIn(observed: Observed): Record<string, string> {
  const quota = observed.get('ResourceQuota')?.find(({ metadata }) => metadata.name === 'bailiwick');
  return (quota?.status as { used?: Record<string, string> } | undefined)?.used ?? {};
}
