import assert from 'node:assert/strict';
import { findCondition } from '#lib/domain/condition.ts';
import { teamLabel } from '#lib/provisioner/desired/ownership.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf, untilReady } from '../world/conditions-of.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

const api = '/apis/admissionregistration.k8s.io/v1';

/** Row 29: an admission policy refuses what we write; it is told, not tried in a loop, and tried again when asked for. */
export const refused: FaultRow = {
  number: 29,
  name: 'an admission policy refuses us',
  budgetSeconds: 15,
  run: async (world) => {
    const lift = await forbidLimitRanges(world);
    try {
      const { id, namespace } = await world.people.approve('refused');
      const isStalled = async () =>
        findCondition(await conditionsOf(world, id), 'Stalled')?.status === 'True';
      await until(isStalled, { deadlineMs: patienceMs, what: 'the refusal to be told' });
      const stalled = findCondition(await conditionsOf(world, id), 'Stalled');
      assert.match(stalled?.message ?? '', /LimitRange bailiwick could not be written: .*not today/);
      const tries = () => world.journal.writes().filter((write) => write.namespace === namespace).length;
      const before = tries();
      // A loop would be seen while another environment is made from its approval to Ready, three times over.
      const pods = 21 + world.random.below(20);
      for (const [index, slug] of ['e0', 'e1', 'e0'].entries())
        await resizeAndWait(world, slug, pods + index);
      assert.equal(tries(), before, 'what was refused for good was tried again');
      assert.deepEqual(await bindingsIn(world, namespace), [], 'access was given without its guardrails');
    } finally {
      await lift();
    }
    await world.people.resize('refused', 12);
  },
};

async function resizeAndWait(world: World, slug: string, pods: number): Promise<void> {
  const { id } = await environmentOf(world, slug);
  await world.people.resize(slug, pods);
  await untilReady(world, id);
}

async function bindingsIn(world: World, namespace: string): Promise<object[]> {
  const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`;
  return ((await world.transport.call({ method: 'GET', path })) as { items: object[] }).items;
}

/** Resolves when the API server holds the policy; the function that is returned takes it away again. */
async function forbidLimitRanges(world: World): Promise<() => Promise<void>> {
  const name = `refuse-${world.people.teamSlug}`;
  const selector = { matchLabels: { [teamLabel]: world.people.teamSlug } };
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['limitranges'], operations: ['CREATE'] };
  const create = (plural: string, spec: object) =>
    world.transport.call({ method: 'POST', path: `${api}/${plural}`, body: { metadata: { name }, spec } });
  await create('validatingadmissionpolicies', {
    matchConstraints: { resourceRules: [rule] },
    validations: [{ expression: 'false', message: 'not today' }],
  });
  await create('validatingadmissionpolicybindings', {
    policyName: name,
    validationActions: ['Deny'],
    matchResources: { namespaceSelector: selector },
  });
  const { namespace } = await environmentOf(world, 'e0');
  const isHeld = () =>
    world.transport
      .call({
        method: 'POST',
        path: `/api/v1/namespaces/${namespace}/limitranges?dryRun=All`,
        body: { metadata: { name: 'probe' }, spec: { limits: [] } },
      })
      .then(
        () => false,
        (error: Error) => error.message.includes('not today'),
      );
  await until(isHeld, { deadlineMs: patienceMs, what: 'the policy to hold' });
  const remove = (plural: string) =>
    world.transport.call({ method: 'DELETE', path: `${api}/${plural}/${name}` });
  return async () => {
    await remove('validatingadmissionpolicybindings');
    await remove('validatingadmissionpolicies');
    const isLifted = async () => !(await isHeld());
    await until(isLifted, { deadlineMs: patienceMs, what: 'the policy to be gone' });
  };
}
