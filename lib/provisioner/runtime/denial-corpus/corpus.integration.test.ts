import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultGuardrails } from '#lib/domain/default-guardrails.ts';
import { explainRefusal } from '#lib/domain/denial/explain-refusal.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { type Impersonator, impersonate, post } from '#tools/security/act-as.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { type DenyingWebhook, startDenyingWebhook } from '#tools/test/denying-webhook.ts';
import { addEnvironment, addTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import type { CorpusPlace } from './bodies.test-fixture.ts';
import { corpus } from './corpus.test-fixture.ts';

const groups: Record<string, string> = {
  jobs: '/apis/batch/v1',
  ingresses: '/apis/networking.k8s.io/v1',
};
const name = `denials-${randomBytes(4).toString('hex')}`;
const everybody = 'system:authenticated';
const administrator = { user: 'admin', groups: ['system:masters', everybody] };

const qa = shippedClasses.find(({ slug }) => slug === 'qa') ?? expect.fail('There is no class qa.');

let stage: ProvisionerStage;
let people: Impersonator;
let denying: DenyingWebhook;
let owner = administrator;
const namespaces = new Map<CorpusPlace, string>();
const made: string[] = [];

async function create(
  path: string,
  body: { metadata: { name: string; finalizers?: string[] }; [field: string]: unknown },
): Promise<void> {
  await stage.transport.call({ method: 'POST', path, body });
  made.unshift(`${path}/${body.metadata.name}`);
}

async function addNamespace(place: CorpusPlace): Promise<string> {
  const namespace = `${name}-${place}`;
  namespaces.set(place, namespace);
  await create('/api/v1/namespaces', { metadata: { name: namespace } });
  const account = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
  await until(() => stage.transport.call({ method: 'GET', path: account }), {
    deadlineMs: 30_000,
    what: 'the service account',
  });
  return namespace;
}

beforeAll(async () => {
  stage = await setStage();
  people = await impersonate(testCluster().adminKubeconfig);
  await stage.start();
  const guardrails = {
    ...defaultGuardrails,
    ...{ mode: 'deny' as const, registries: ['docker.io/library/'], imagePullPolicy: 'Always' as const },
    ...{
      volumeTypes: ['emptyDir' as const],
      storageClasses: ['standard'],
      ingressClasses: [],
      priorityClasses: [],
    },
  };
  const environment = await addEnvironment(stage.database, await addTeam(stage.database, { guardrails }));
  namespaces.set('environment', environment.namespace);
  await stage.untilCondition(environment.id, 'Ready', 'True');
  owner = { user: `oidc:${environment.teamSlug}-owner`, groups: [everybody] };
  await addQuota(await addNamespace('quota'));
  await addLimits(await addNamespace('limits'));
  await addForeignPolicy(await addNamespace('foreign'));
  denying = await startDenyingWebhook();
  // Nobody listens at the first one's address.
  await addWebhook(await addNamespace('webhook'), 'check.acme.example', { url: 'https://127.0.0.1:1/check' });
  await addWebhook(await addNamespace('denying'), 'guard.acme.example', denying.clientConfig);
  await beginToEnd(await addNamespace('ending'));
});

/** One that is full: the first status comes from the quota controller. */
async function addQuota(namespace: string): Promise<void> {
  const hard = {
    ...{
      pods: '0',
      'requests.cpu': '1',
      'requests.memory': '2Gi',
      'limits.cpu': '1',
      'limits.memory': '2Gi',
    },
    ...{ 'requests.storage': '5Gi', 'fast.storageclass.storage.k8s.io/requests.storage': '1Gi' },
    ...{ 'services.loadbalancers': '0', 'services.nodeports': '0', configmaps: '0', 'count/jobs.batch': '0' },
  };
  const path = `/api/v1/namespaces/${namespace}/resourcequotas`;
  await create(path, { metadata: { name: 'full' }, spec: { hard } });
  const isCounted = async () => {
    const quota = (await stage.transport.call({ method: 'GET', path: `${path}/full` })) as {
      status?: { hard?: object };
    };
    return Object.keys(quota.status?.hard ?? {}).length === Object.keys(hard).length;
  };
  await until(isCounted, { deadlineMs: 30_000, what: 'the quota to be counted' });
}

async function addLimits(namespace: string): Promise<void> {
  const limits = [
    { type: 'Container', min: { cpu: '10m', memory: '4Mi' }, maxLimitRequestRatio: { cpu: '4' } },
    { type: 'Pod', max: { cpu: '2' } },
    { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '10Gi' } },
  ];
  await create(`/api/v1/namespaces/${namespace}/limitranges`, {
    metadata: { name: 'strict' },
    spec: { limits },
  });
}

const only = (namespace: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': namespace } });
const pods = { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] };
const admission = '/apis/admissionregistration.k8s.io/v1';

async function addForeignPolicy(namespace: string): Promise<void> {
  const validations = [
    { expression: "object.spec.containers.all(c, c.image != 'busybox')", message: 'Use our own base image.' },
    { expression: "object.spec.containers.all(c, c.image != 'nginx')" },
  ];
  await create(`${admission}/validatingadmissionpolicies`, {
    metadata: { name: namespace },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { namespaceSelector: only(namespace), resourceRules: [pods] },
      validations,
    },
  });
  await create(`${admission}/validatingadmissionpolicybindings`, {
    metadata: { name: namespace },
    spec: { policyName: namespace, validationActions: ['Deny'] },
  });
}

async function addWebhook(namespace: string, called: string, clientConfig: object): Promise<void> {
  const webhook = {
    ...{ name: called, clientConfig },
    namespaceSelector: only(namespace),
    rules: [pods],
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: 30,
  };
  await create(`${admission}/validatingwebhookconfigurations`, {
    metadata: { name: namespace },
    webhooks: [webhook],
  });
}

/** Held open by a finalizer until the tests are done. */
async function beginToEnd(namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}`;
  await create(`${path}/configmaps`, { metadata: { name: 'held', finalizers: ['bailiwick.test/held'] } });
  await stage.transport.call({ method: 'DELETE', path });
}

afterAll(async () => {
  for (const path of made) await stage.transport.call({ method: 'DELETE', path }).catch(() => undefined);
  await denying.close();
  await people.close();
  await stage.close();
});

const context = { spec: qa.spec, hard: {}, used: {} };

test.each(corpus)('$title: the answer is understood', async ({ place, plural, body, means }) => {
  const namespace = namespaces.get(place);
  const path = `${groups[plural] ?? '/api/v1'}/namespaces/${namespace}/${plural}`;
  const ask = async () => {
    const who = place === 'environment' ? owner : administrator;
    const { code, message } = await people.try(who, post(path, body));
    return code < 300 ? null : message;
  };
  // What was made a moment ago may take a while to reach every part of the API server.
  const message = await until(ask, { deadlineMs: 30_000, what: 'a refusal' });
  const refusal = parseRefusal(message) ?? expect.fail(message);
  expect(refusal.denial).toMatchObject(means);
  // Controllers say the same with words of their own before it.
  expect(parseRefusal(`(combined from similar events): Error creating: ${message}`)?.denial).toEqual(
    refusal.denial,
  );
  const { reason, advice } = explainRefusal(refusal, context);
  expect(reason).toMatch(/[.)\w]$/);
  expect(reason).not.toMatch(/undefined|null|The cluster said/);
  expect(advice).toMatch(/\w.*[.:]$/);
});
