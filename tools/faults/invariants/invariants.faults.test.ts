import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { until } from '#tools/test/until.ts';
import { holdingsOf } from '../world/holdings.ts';
import { patienceMs } from '../world/patience.ts';
import { openWorld, type World } from '../world/world.ts';
import { accessApproved } from './access.ts';
import { approvedOnce } from './approvals.ts';
import { asDesired } from './as-desired.ts';
import { foreignUntouched } from './foreign-untouched.ts';
import { noOrphans } from './orphans.ts';
import { readyVerified } from './ready-verified.ts';
import { invariants } from './registry.ts';
import { excessOf } from './resources.ts';
import { secondPassQuiet } from './second-pass.ts';

let world: World;
let environment: { id: string; namespace: string };

beforeAll(async () => {
  const grounds = {
    databaseAdminUrl: inject('databaseAdminUrl'),
    adminKubeconfig: inject('adminKubeconfig'),
    provisionerKubeconfig: inject('provisionerKubeconfig'),
  };
  world = await openWorld(grounds, { seed: 1, realTimes: false });
  world.baseLine = await holdingsOf(world, await world.startReplica('one'));
  environment = await world.people.approve('e0');
  const isReady = async () => (await asDesired.check(world)).length === 0;
  await until(isReady, { deadlineMs: patienceMs, what: 'the environment to be Ready' });
});
afterAll(() => world.close());

// Each test leaves its violation behind, so what needs a working provisioner comes first.
test('all hold where nothing went wrong', async () => {
  for (const { id, check } of invariants) expect(await check(world), id).toEqual([]);
});

test('I8 sees descriptors that are not given back', async () => {
  const { baseLine } = world;
  if (baseLine === null) throw new Error('There is no base line.');
  // Connections of the base line that idled may be closed by now, so a base line a little lower proves nothing.
  const found = await excessOf(world, { ...baseLine, descriptors: 0 });
  expect(found).toEqual([expect.stringMatching(/^one holds \d+ descriptors/)]);
});

test('I7 sees a pass that writes', async () => {
  // A role that changes without a new generation is no change of spec: the pass that finds it writes all the same.
  const { developer } = world.people.ids;
  await world.database.membership.updateMany({ where: { userId: developer }, data: { role: 'viewer' } });
  const found = await secondPassQuiet.check(world);
  expect(found.filter((text) => /sent \w+ .*rolebindings/.test(text))).not.toEqual([]);
  expect(found.filter((text) => text.includes('wrote drift event'))).not.toEqual([]);
  expect(await secondPassQuiet.check(world)).toEqual([]);
});

test('I2 sees a write elsewhere, and one into a namespace that is not ours', async () => {
  const namespace = `${world.people.teamSlug}-theirs`;
  const path = '/api/v1/namespaces/kube-system/resourcequotas/bailiwick';
  world.journal.witness.answered({ method: 'PATCH', path, isWatch: false, index: 0 }, 200);
  const row = await world.database.environment.findUniqueOrThrow({ where: { id: environment.id } });
  for (const one of world.replicas) await one.end();
  const { id: _id, createdAt: _at, trace: _trace, ...rest } = row;
  await world.database.environment.create({
    data: { ...rest, quota: row.quota ?? {}, slug: 'theirs', namespace },
  });
  await world.transport.call({
    method: 'POST',
    path: '/api/v1/namespaces?fieldManager=bailiwick-provisioner',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  });
  expect(await foreignUntouched.check(world)).toEqual([
    `PATCH ${path} is outside of our namespaces`,
    `Namespace ${namespace} in ${namespace}, which is somebody else's, was written`,
  ]);
});

test('I4 sees an environment that nobody approved, and what is charged for it', async () => {
  const found = await approvedOnce.check(world);
  expect(found).toContain(`nobody approved ${world.people.teamSlug}-theirs`);
  expect(found.some((text) => text.startsWith('the charge of pods is'))).toBe(true);
  await world.database.environmentStatus.deleteMany({ where: { environment: { slug: 'theirs' } } });
  await world.database.environment.deleteMany({ where: { slug: 'theirs' } });
  expect(await approvedOnce.check(world)).toEqual([]);
});

test('I1 sees an object that is missing', async () => {
  const quota = { name: 'bailiwick', namespace: environment.namespace };
  const found = await world.admin.find(managedKind('ResourceQuota'), quota);
  await world.admin.remove(managedKind('ResourceQuota'), quota, found?.metadata.uid ?? '');
  expect(await asDesired.check(world)).toEqual([
    `${environment.namespace}: ResourceQuota bailiwick needs create`,
  ]);
});

test('I3 sees who was let in, and access that came before its guardrails', async () => {
  const { namespace } = environment;
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  const name = `oidc:${world.people.teamSlug}-admin`;
  const grant = { roleRef, subjects: [{ apiGroup: roleRef.apiGroup, kind: 'User', name }] };
  await world.admin.create(managedKind('RoleBinding'), {
    metadata: { name: 'slipped-in', namespace },
    ...grant,
  });
  // The API server's authorizer hears of a binding a little later than who made it.
  const isHeard = async () => (await accessApproved.check(world)).length > 1;
  await until(isHeard, { deadlineMs: patienceMs, what: 'the authorizer to know the binding' });
  expect(await accessApproved.check(world)).toEqual([
    `${name} is bound in ${namespace} by slipped-in and is no member`,
    `${name} is no member and may read the pods of ${namespace}`,
  ]);
});

test('I5 sees a namespace without environment, and an environment without namespace', async () => {
  const { id, namespace } = environment;
  await world.database.environmentStatus.update({
    where: { environmentId: id },
    data: { namespaceUid: randomUUID() },
  });
  expect(await noOrphans.check(world)).toEqual([
    expect.stringMatching(`the namespace ${namespace} \\(.*\\) has no environment`),
    `the environment ${namespace} has lost its namespace`,
  ]);
});

test('I6 sees an environment called Ready that nobody has verified', async () => {
  const { id, namespace } = environment;
  const { quota } = await world.database.environment.findUniqueOrThrow({ where: { id } });
  const where = { environmentId: id };
  const { allowed } = await world.database.environmentStatus.findUniqueOrThrow({ where });
  await world.database.environment.update({
    where: { id },
    data: { quota: { ...(quota as object), pods: '33' }, generation: 2 },
  });
  await world.database.environmentStatus.update({
    where: { environmentId: id },
    data: { observedGeneration: 2, allowed: { ...(allowed as object), pods: '33' } },
  });
  expect(await readyVerified.check(world)).toContain(
    `${namespace} was called Ready while ResourceQuota bailiwick was not known to be as desired`,
  );
});
