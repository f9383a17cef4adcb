import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { managedKind, managedKinds } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { handEdits, hasOwnLabel, specOf, withoutLabel } from './hand-edits.test-fixture.ts';

let stage: ProvisionerStage;
let environment: TestEnvironment;

beforeAll(async () => {
  stage = await setStage();
  await stage.start();
  environment = await addEnvironment(
    stage.database,
    await addTeam(stage.database, { networkProfile: 'team' }),
  );
  await stage.untilCondition(environment.id, 'Ready', 'True');
});
afterAll(() => stage.close());

const find = (kind: string, name: string) =>
  stage.admin.find(managedKind(kind), { name, namespace: environment.namespace });

async function patch(kind: string, name: string, body: object): Promise<void> {
  const { apiVersion, plural, namespaced } = managedKind(kind);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const path = `${root}/${namespaced ? `namespaces/${environment.namespace}/` : ''}${plural}/${name}?fieldManager=kubectl-edit`;
  await stage.transport.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
}

// Newest first. Where a controller re-creates an object before we do, the deletion shows as an edit.
const driftOf = (kind: string, name: string) =>
  stage.database.driftEvent.findMany({
    where: { environmentId: environment.id, kind, name },
    orderBy: { detectedAt: 'desc' },
  });

async function untilHealed(what: string, look: () => Promise<unknown>): Promise<void> {
  await until(look, { deadlineMs: 20_000, what: `${what} to be put back`, everyMs: 5 });
}

test('an approved environment gets every object, and says so', async () => {
  const { objects, conditions, namespaceUid, observedGeneration } = await stage.status(environment.id);
  expect(objects.map(({ kind, name, step }) => `${kind} ${name} ${step}`)).toEqual([
    `Namespace ${environment.namespace} verified`,
    'NetworkPolicy default-deny verified',
    'NetworkPolicy allow-dns verified',
    'NetworkPolicy allow-same-namespace verified',
    'NetworkPolicy allow-ingress-controller verified',
    'NetworkPolicy allow-team verified',
    'ResourceQuota bailiwick verified',
    'LimitRange bailiwick verified',
    'ServiceAccount default verified',
    ...['admin', 'debug', 'secrets'].map((role) =>
      expect.stringMatching(new RegExp(`^RoleBinding bailiwick-${role}-[0-9a-f]{8} verified$`)),
    ),
  ]);
  expect(observedGeneration).toBe(1);
  expect(conditions.map(({ type, status }) => `${type}=${status}`)).toEqual([
    'Ready=True',
    'Reconciling=False',
    'Stalled=False',
    'Drifted=False',
  ]);
  const namespace = await find('Namespace', environment.namespace);
  expect(namespace?.metadata.uid).toBe(namespaceUid);
  expect(namespace?.metadata.annotations).toMatchObject({ 'bailiwick.dev/approved-by': 'approver' });
  const quota = await find('ResourceQuota', 'bailiwick');
  if (!quota) throw new Error('There is no quota.');
  expect(quota.status).toMatchObject({ hard: specOf(quota).hard });
  expect(await stage.database.driftEvent.count({ where: { environmentId: environment.id } })).toBe(0);
});

test('becoming ready is written to the audit log once', async () => {
  const events = await stage.database.auditEvent.findMany({ where: { objectId: environment.id } });
  expect(events.map(({ action, actorName }) => ({ action, actorName }))).toEqual([
    { action: 'environment.ready', actorName: 'provisioner' },
  ]);
});

test('usage is shown from the quota’s status', async () => {
  const used = await until(async () => (await stage.status(environment.id)).usage.pods, {
    deadlineMs: 20_000,
    what: 'usage',
  });
  expect(used).toEqual({ used: '0', hard: '20' });
  await until(
    () => stage.database.usageSample.count({ where: { environmentId: environment.id, key: 'pods' } }),
    {
      deadlineMs: 20_000,
      what: 'a usage sample',
    },
  );
});

const namespaced = managedKinds.filter((kind) => kind.namespaced).map(({ kind }) => kind);

test.each(namespaced)('a deleted %s is made again', async (kind) => {
  const { objects } = await stage.status(environment.id);
  for (const { name } of objects.filter((object) => object.kind === kind)) {
    const before = await find(kind, name);
    if (!before) throw new Error(`${kind} ${name} is missing`);
    await stage.admin.remove(
      managedKind(kind),
      { name, namespace: environment.namespace },
      before.metadata.uid,
    );
    const isBack = async () => {
      const now = await find(kind, name);
      return now !== null && now.metadata.uid !== before.metadata.uid;
    };
    await untilHealed(`${kind} ${name}`, isBack);
    await until(async () => (await driftOf(kind, name)).length > 0, {
      deadlineMs: 20_000,
      what: `the drift row of ${kind} ${name}`,
    });
  }
});

test.each(handEdits)('$title is put back, and the ledger names who did it', async (edit) => {
  const { kind, name, path } = edit;
  const known = new Set((await driftOf(kind, name)).map(({ id }) => id));
  await patch(kind, name, edit.body);
  const isHealed = async () => {
    const object = await find(kind, name);
    return object !== null && edit.healed(object);
  };
  await untilHealed(edit.title, isHealed);
  const row = await until(
    async () =>
      (await driftOf(kind, name)).find(
        ({ id, fields }) => !known.has(id) && JSON.stringify(fields).includes(path),
      ),
    { deadlineMs: 20_000, what: 'the drift row' },
  );
  expect(row.manager).toBe(edit.isRemoval ? null : 'kubectl-edit');
  // A changed quota counts as healed when the cluster enforces it again.
  await until(async () => (await driftOf(kind, name)).every(({ healedAt }) => healedAt !== null), {
    deadlineMs: 20_000,
    what: 'the drift to be healed',
  });
});

test.each([
  ['the owner label', withoutLabel, hasOwnLabel],
  [
    'Pod Security',
    { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    (object: ObservedObject) =>
      object.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
  ],
])('%s of the namespace is put back', async (_title, body, healed) => {
  await patch('Namespace', environment.namespace, body);
  const isHealed = async () => {
    const object = await find('Namespace', environment.namespace);
    return object !== null && healed(object);
  };
  await untilHealed('the namespace', isHealed);
});

test('subjects slipped into our RoleBinding are thrown out', async () => {
  const { objects } = await stage.status(environment.id);
  const name = objects.find(({ kind }) => kind === 'RoleBinding')?.name ?? '';
  const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'intruder' }];
  await patch('RoleBinding', name, { subjects });
  const isHealed = async () => !JSON.stringify(await find('RoleBinding', name)).includes('intruder');
  await untilHealed('the binding', isHealed);
});
