import type { CheckResult } from '#lib/domain/conformance.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { Answer, CheckContext, DryRun } from './check.ts';
import { checks } from './checks.ts';
import { type FencePort, fenceProblem } from './fence.ts';
import { runChecks } from './run-checks.ts';

/** The cluster as a run uses it. */
export interface ConformancePort extends FencePort {
  observe: (namespace: string) => Promise<CheckContext['observed']>;
  allowed: CheckContext['allowed'];
  dryRun: (namespace: string, attempt: DryRun) => Promise<Answer>;
}

/** What a run came to; a text says why none could begin. */
export type RunOutcome = { results: CheckResult[] } | { problem: string };

/** Runs all checks against one environment of that class, if the fence around the checks themselves holds. */
export async function runEnvironment(
  namespace: string,
  spec: ClassSpec,
  port: ConformancePort,
): Promise<RunOutcome> {
  const observed = await port.observe(namespace);
  if (!observed.namespaces.some(({ metadata }) => metadata.name === namespace))
    return { problem: `The namespace ${namespace} is not in the cluster.` };
  const problem = await fenceProblem(namespace, port);
  if (problem !== null) return { problem };
  const context: CheckContext = {
    namespace,
    spec,
    observed,
    allowed: port.allowed,
    dryRun: (attempt) => port.dryRun(namespace, attempt),
  };
  return { results: await runChecks(checks, context) };
}
