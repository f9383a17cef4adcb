import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCondition } from '#lib/domain/condition.ts';
import { addEnvironment, addTeam, type TestTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { managedKind } from '../desired/managed-kinds.ts';

let stage: ProvisionerStage;
let team: TestTeam;
const namespaceKind = managedKind('Namespace');

beforeAll(async () => {
  stage = await setStage();
  await stage.start();
  team = await addTeam(stage.database);
});
afterAll(() => stage.close());

const findNamespace = (name: string) => stage.admin.find(namespaceKind, { name });
const auditOf = async (id: string) =>
  (await stage.database.auditEvent.findMany({ where: { objectId: id }, orderBy: { at: 'asc' } })).map(
    ({ action }) => action,
  );
const deleteNow = (id: string) =>
  stage.database.environment.update({
    where: { id },
    data: { deleteAfter: new Date(), generation: { increment: 1 } },
  });

test('a namespace that was there before is never adopted', async () => {
  const slug = `x${randomUUID().slice(0, 6)}`;
  const namespace = `${team.teamSlug}-${slug}`;
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await stage.admin.create(namespaceKind, manifest);
  const { id } = await addEnvironment(stage.database, team, slug);
  const { conditions, namespaceUid } = await stage.untilCondition(id, 'Stalled', 'True');
  expect(findCondition(conditions, 'Stalled')?.reason).toBe('NamespaceNotOwned');
  expect(findCondition(conditions, 'Ready')?.status).toBe('False');
  expect(namespaceUid).toBeNull();
  const found = await findNamespace(namespace);
  expect(found?.metadata.labels).toEqual({ 'kubernetes.io/metadata.name': namespace });
  await deleteNow(id);
  await until(async () => (await auditOf(id)).includes('environment.finalize'), {
    deadlineMs: 20_000,
    what: 'the environment to end without touching what is not ours',
  });
  expect(await findNamespace(namespace)).toMatchObject({ metadata: { uid: found?.metadata.uid } });
});

test('a namespace that somebody deletes is rebuilt, with its own UID and an audit event', async () => {
  const { id, namespace } = await addEnvironment(stage.database, team);
  const { namespaceUid } = await stage.untilCondition(id, 'Ready', 'True');
  if (!namespaceUid) throw new Error('There is no UID.');
  await stage.admin.remove(namespaceKind, { name: namespace }, namespaceUid);
  const isRebuilt = async () => {
    const row = await stage.status(id);
    const isReady = findCondition(row.conditions, 'Ready')?.status === 'True';
    return isReady && row.namespaceUid !== namespaceUid;
  };
  await until(isRebuilt, { deadlineMs: 20_000, what: 'the namespace to be rebuilt' });
  expect(await findNamespace(namespace)).toMatchObject({
    metadata: { uid: (await stage.status(id)).namespaceUid },
  });
  expect(await auditOf(id)).toContain('environment.heal');
});

test('a deletion frees the name only when the namespace is gone', async () => {
  const { id, namespace } = await addEnvironment(stage.database, team);
  await stage.untilCondition(id, 'Ready', 'True');
  const { apiVersion, plural } = { apiVersion: 'v1', plural: 'configmaps' };
  const holder = {
    apiVersion,
    kind: 'ConfigMap',
    metadata: { name: 'holder', namespace, finalizers: ['test/hold'] },
  };
  await stage.admin.create({ kind: 'ConfigMap', apiVersion, plural, namespaced: true }, holder);
  await deleteNow(id);
  const blocked = async () => {
    const { conditions } = await stage.status(id);
    return findCondition(conditions, 'Reconciling')?.message.includes('test/hold');
  };
  await until(blocked, { deadlineMs: 15_000, what: 'the blocking condition to be shown' });
  const { finalizedAt } = await stage.database.environment.findUniqueOrThrow({ where: { id } });
  expect(finalizedAt).toBeNull();
  await stage.transport.call({
    method: 'PATCH',
    path: `/api/v1/namespaces/${namespace}/${plural}/holder`,
    contentType: 'application/merge-patch+json',
    body: { metadata: { finalizers: null } },
  });
  const isFinal = async () =>
    (await stage.database.environment.findUniqueOrThrow({ where: { id } })).finalizedAt !== null;
  await until(isFinal, { deadlineMs: 20_000, what: 'the environment to be final' });
  expect(await findNamespace(namespace)).toBeNull();
  expect(await auditOf(id)).toEqual(['environment.ready', 'environment.finalize']);
  expect((await stage.status(id)).objects.every(({ step }) => step === 'deleted')).toBe(true);
  const again = await addEnvironment(stage.database, team, namespace.slice(team.teamSlug.length + 1));
  await stage.untilCondition(again.id, 'Ready', 'True');
});

test('an expired environment goes by itself', async () => {
  const { id, namespace } = await addEnvironment(stage.database, team);
  await stage.untilCondition(id, 'Ready', 'True');
  await stage.database.environment.update({ where: { id }, data: { expiresAt: new Date() } });
  const isGone = async () => (await findNamespace(namespace)) === null;
  await until(isGone, { deadlineMs: 20_000, what: 'the namespace to go' });
});

test('a resize is a new generation, and no drift', async () => {
  const environment = await addEnvironment(stage.database, team);
  const { id, namespace } = environment;
  await stage.untilCondition(id, 'Ready', 'True');
  const { quota } = await stage.database.environment.findUniqueOrThrow({ where: { id } });
  const bigger = { ...(quota as Record<string, string>), pods: '33' };
  await stage.database.environment.update({
    where: { id },
    data: { quota: bigger, generation: { increment: 1 } },
  });
  const isResized = async () => {
    const { conditions, observedGeneration } = await stage.status(id);
    return observedGeneration === 2 && findCondition(conditions, 'Ready')?.status === 'True';
  };
  await until(isResized, { deadlineMs: 20_000, what: 'generation 2 to be ready' });
  const found = await stage.admin.find(managedKind('ResourceQuota'), { name: 'bailiwick', namespace });
  expect(found).toMatchObject({ spec: { hard: { pods: '33' } }, status: { hard: { pods: '33' } } });
  expect(await stage.database.driftEvent.count({ where: { environmentId: id } })).toBe(0);
});

test('who leaves the team leaves the cluster', async () => {
  const { id, namespace } = await addEnvironment(stage.database, team);
  await stage.untilCondition(id, 'Ready', 'True');
  await stage.database.membership.deleteMany({ where: { teamId: team.teamId } });
  await stage.database.environment.update({ where: { id }, data: { generation: { increment: 1 } } });
  const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`;
  const isGone = async () =>
    ((await stage.transport.call({ method: 'GET', path })) as { items: object[] }).items.length === 0;
  await until(isGone, { deadlineMs: 20_000, what: 'the binding to go' });
});
