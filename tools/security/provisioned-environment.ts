import { createResources } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { EnvironmentSpec } from '#lib/provisioner/desired/environment-spec.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { fieldManager } from '#lib/provisioner/desired/ownership.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { planChanges } from '#lib/provisioner/diff/plan.ts';
import { executePlan } from '#lib/provisioner/execute.ts';
import { createCache } from '#lib/provisioner/runtime/cache.ts';
import { createClusterPort } from '#lib/provisioner/runtime/cluster-port.ts';

/**
 * Makes an environment as a pass of the provisioner does, over a transport with its token: the real renderer, plan and
 * calls, without a database. Returns what deletes it again. Rejects with the first object that was refused.
 */
export async function provisionEnvironment(
  transport: Transport,
  spec: EnvironmentSpec,
): Promise<() => Promise<void>> {
  const resources = createResources<ObservedObject>(transport, fieldManager);
  const cluster = createClusterPort(resources, createCache(), async () => undefined);
  const plan = planChanges(renderEnvironment(spec), new Map());
  const outcomes = await executePlan(plan, cluster, { now: () => new Date(), spread: () => 0 });
  const failed = outcomes.find(({ error }) => error !== null);
  if (failed) throw new Error(`${failed.change.kind} ${failed.change.name}: ${failed.error?.message}`);
  const namespace = outcomes.find(({ change }) => change.kind === 'Namespace')?.object;
  if (!namespace) throw new Error(`There is no namespace ${spec.namespace}.`);
  return async () => {
    await resources.remove(
      managedKind('Namespace'),
      { name: namespace.metadata.name },
      namespace.metadata.uid,
    );
  };
}
