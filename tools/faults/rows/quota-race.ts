import assert from 'node:assert/strict';
import { findCondition, type ObjectStatus } from '#lib/domain/condition.ts';
import { isUsageStale } from '#lib/domain/usage-staleness.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf } from '../world/conditions-of.ts';
import { patienceMs } from '../world/patience.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

const pods = 100;

/** Row 25: a hundred pods at once get what the quota has; a new size is not Ready before the cluster counts with it. */
export const quotaRace: FaultRow = {
  number: 25,
  name: 'quota race; controller manager killed',
  budgetSeconds: 15,
  environments: 1,
  ownControlPlane: true,
  run: async (world) => {
    const { controlPlane, people } = world;
    assert(controlPlane);
    const namespace = `${people.teamSlug}-e0`;
    const { id, quota } = await world.database.environment.findFirstOrThrow({ where: { namespace } });
    const limit = Number((quota as Record<string, string>).pods);
    const answers = await Promise.all(
      Array.from({ length: pods }, (_, index) => addPod(world, namespace, index)),
    );
    const admitted = answers.filter((isAdmitted) => isAdmitted).length;
    assert(admitted > 0 && admitted <= limit, `${admitted} of ${pods} pods were admitted, ${limit} may be`);

    const controllers = controlPlane.children.findLast(({ name }) => name === 'kube-controller-manager');
    await controllers?.stop('SIGKILL');
    await people.resize('e0', limit + 5);
    const isHeld = async () => {
      const conditions = await conditionsOf(world, id);
      const ready = findCondition(conditions, 'Ready');
      return ready?.observedGeneration === 2 && ready.status !== 'True' ? ready : null;
    };
    const held = await until(isHeld, { deadlineMs: patienceMs, what: 'Ready to wait for the count' });
    const told = findCondition(await conditionsOf(world, id), 'Reconciling')?.message ?? held.message;
    assert.match(told, /enforces|quota/i);
    const { objects } = await world.database.environmentStatus.findUniqueOrThrow({
      where: { environmentId: id },
    });
    assert(isUsageStale(objects as unknown as ObjectStatus[]), 'the old count does not show as old');
    await controlPlane.restart('kube-controller-manager');
    await untilAgreed(world, 'the new size to be counted with');
  },
};

async function addPod(world: World, namespace: string, index: number): Promise<boolean> {
  const resources = { cpu: '1m', memory: '1Mi', 'ephemeral-storage': '1Mi' };
  const container = {
    name: 'main',
    image: 'registry.k8s.io/pause:3.10',
    resources: { requests: resources, limits: resources },
    securityContext: {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}` },
    spec: { automountServiceAccountToken: false, containers: [container] },
  };
  return world.transport.call({ method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body }).then(
    () => true,
    () => false,
  );
}
