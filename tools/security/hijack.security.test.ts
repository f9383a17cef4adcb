import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordFigure } from '#tools/test/figures.ts';
import type { Identity } from './access-review.ts';
import type { Act, Answer } from './act-as.ts';
import { type PolicyStage, setPolicyStage } from './policy-stage.ts';
import { mallory } from './policy-world.ts';

// No provisioner runs beside this suite: what holds here holds with the portal switched off.
interface Namespace {
  metadata: Record<string, unknown> & {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

const level = 'pod-security.kubernetes.io/enforce';
const owner = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'mine',
  uid: '00000000-0000-0000-0000-000000000000',
};
const wishes: Record<string, Namespace['metadata']> = {
  labels: { labels: { 'bailiwick.dev/team': 'evil' } },
  annotations: { annotations: { 'bailiwick.dev/allowed-registries': '*' } },
  ownerReferences: { ownerReferences: [owner] },
  'Pod Security labels': { labels: { [level]: 'privileged' } },
};
const claim = { labels: { 'app.kubernetes.io/managed-by': 'bailiwick', 'bailiwick.dev/team': 'evil' } };
const endpoints = ['', '/status', '/finalize'] as const;
const ways = ['json patch', 'merge patch', 'strategic patch', 'apply', 'update'] as const;

let stage: PolicyStage;
let refused = 0;
beforeAll(async () => {
  stage = await setPolicyStage();
});
afterAll(async () => {
  recordFigure('hijack attempts tried and refused', refused);
  await stage?.close();
});

const cases = Object.keys(wishes).flatMap((part) => ways.map((way) => [part, way] as const));

test.each(cases)('CVE-2022-46167, CVE-2026-30963: %s of a namespace by %s on any path', async (part, way) => {
  const { home, owner: tenant } = stage.world;
  const before = await read(home);
  for (const endpoint of endpoints) {
    const act = await write(home, endpoint, way, wishes[part] ?? {});
    expectRefusal(await stage.cluster.act(tenant, act), /forbidden/, endpoint);
    expectRefusal(await stage.cluster.act(mallory, act), /bailiwick\/ns-freeze: /, endpoint);
  }
  expect(identityOf(await read(home))).toEqual(identityOf(before));
});

test.each(ways)(
  'CVE-2024-39690, CVE-2025-55205: foreign namespaces claimed by %s on any path',
  async (way) => {
    const who: Identity[] = [stage.world.owner, mallory];
    for (const name of [stage.world.plain, 'kube-system']) {
      const before = await read(name);
      for (const endpoint of endpoints)
        for (const person of who) {
          const answer = await stage.cluster.act(person, await write(name, endpoint, way, claim));
          expectRefusal(answer, person === mallory ? /bailiwick\/ns-claim: / : /forbidden/, endpoint);
        }
      expect(identityOf(await read(name))).toEqual(identityOf(before));
    }
  },
);

// Kubernetes serves no patches of finalize, which is a refusal, too: whoever asks is told so or is not let in.
function expectRefusal({ code, message }: Answer, reason: RegExp, endpoint: string): void {
  const isUnserved = endpoint === '/finalize' && code === 405;
  expect(isUnserved ? [403, message] : [code, message]).toEqual([
    403,
    isUnserved ? message : expect.stringMatching(reason),
  ]);
  refused += 1;
}

async function read(name: string): Promise<Namespace> {
  return (await stage.admin.call({ method: 'GET', path: `/api/v1/namespaces/${name}` })) as Namespace;
}

function identityOf({ metadata }: Namespace) {
  const { labels, annotations, ownerReferences, finalizers, uid } = metadata;
  return { labels, annotations, ownerReferences, finalizers, uid };
}

async function write(
  name: string,
  endpoint: string,
  way: (typeof ways)[number],
  metadata: Namespace['metadata'],
): Promise<Act> {
  const path = `/api/v1/namespaces/${name}${endpoint}`;
  const head = { apiVersion: 'v1', kind: 'Namespace' };
  switch (way) {
    case 'merge patch':
      return { method: 'PATCH', path, body: { metadata }, type: 'merge-patch' };
    case 'strategic patch':
      return { method: 'PATCH', path, body: { metadata }, type: 'strategic-patch' };
    case 'apply': {
      const body = { ...head, metadata: { name, ...metadata } };
      return { method: 'PATCH', path: `${path}?fieldManager=hijack&force=true`, body, type: 'apply' };
    }
    case 'json patch':
      return { method: 'PATCH', path, body: await operations(name, metadata), type: 'json-patch' };
    case 'update': {
      const now = await read(name);
      const { labels, annotations } = now.metadata;
      const merged = {
        ...now.metadata,
        ...metadata,
        labels: { ...labels, ...metadata.labels },
        annotations: { ...annotations, ...metadata.annotations },
      };
      return { method: 'PUT', path, body: { ...now, ...head, metadata: merged } };
    }
  }
}

async function operations(name: string, metadata: Namespace['metadata']): Promise<object[]> {
  const now = await read(name);
  return Object.entries(metadata).map(([part, value]) => {
    const merged = Array.isArray(value) ? value : { ...(now.metadata[part] as object), ...(value as object) };
    return { op: 'add', path: `/metadata/${part}`, value: merged };
  });
}
