import { describe, expect, it } from 'vitest';
import type { ObservedObject } from '../desired/observed-object.ts';
import { fieldManager } from '../desired/ownership.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { roleBindingName } from '../desired/role-binding.ts';
import { observeAll, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { findDrift, namespaceDrift } from './drift.ts';
import { planChanges } from './plan.ts';

const desired = renderEnvironment(testSpec());
const binding = desired.find(({ kind }) => kind === 'RoleBinding')?.metadata.name ?? '';

/** The cluster as desired, but for one object: patched, added, or (null) taken away. */
function clusterWith(kind: string, name: string, patch: object | null): Map<string, ObservedObject[]> {
  const observed = observeAll(desired);
  const objects = observed.get(kind) ?? [];
  const others = objects.filter(({ metadata }) => metadata.name !== name);
  const found = objects.find(({ metadata }) => metadata.name === name);
  const stranger = { kind, metadata: { name, namespace: 'payments-qa1', uid: name, resourceVersion: '9' } };
  observed.set(kind, patch === null ? others : [...others, patched(found ?? stranger, patch)]);
  return observed;
}
const planFor = (...change: Parameters<typeof clusterWith>) =>
  planChanges(desired, clusterWith(...change)).map(({ action, kind, name }) => `${action} ${kind} ${name}`);
const ingressFrom = (...from: object[]) => ({ spec: { ingress: [{ from }] } });
const boundTo = (...subjects: object[]) => ({ roleRef: { kind: 'Role', name: 'theirs' }, subjects });

describe('the plan', () => {
  it('is empty where everything is as desired', () =>
    expect(planChanges(desired, observeAll(desired))).toEqual([]));

  it('creates everything in an empty cluster: namespace, guardrails, access', () => {
    const changes = planChanges(desired, new Map());
    const levels = changes.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort());
    expect(changes[0]).toMatchObject({ action: 'create', kind: 'Namespace' });
    expect(changes.at(-1)).toMatchObject({ action: 'create', kind: 'RoleBinding' });
    expect(changes).toHaveLength(desired.length);
  });

  it.each<[string, Parameters<typeof clusterWith>, string[]]>([
    ['a missing quota', ['ResourceQuota', 'bailiwick', null], ['create ResourceQuota bailiwick']],
    [
      'an edited one',
      ['ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } }],
      ['repair ResourceQuota bailiwick'],
    ],
    [
      'one whose first status was never written',
      ['ResourceQuota', 'bailiwick', { status: null }],
      ['enforce ResourceQuota bailiwick'],
    ],
    [
      'an immutable field',
      ['RoleBinding', binding, { roleRef: { name: 'x' } }],
      [`recreate RoleBinding ${binding}`],
    ],
    [
      'a second quota',
      ['ResourceQuota', 'theirs', { spec: { hard: { pods: '9' } } }],
      ['prune ResourceQuota theirs'],
    ],
    ['a second LimitRange', ['LimitRange', 'theirs', { spec: {} }], ['prune LimitRange theirs']],
    [
      'an allow-all policy',
      ['NetworkPolicy', 'theirs', { spec: { ingress: [{}] } }],
      ['prune NetworkPolicy theirs'],
    ],
    [
      'an open namespaceSelector',
      ['NetworkPolicy', 'theirs', ingressFrom({ namespaceSelector: {} })],
      ['prune NetworkPolicy theirs'],
    ],
    [
      'the whole internet',
      ['NetworkPolicy', 'theirs', ingressFrom({ ipBlock: { cidr: '0.0.0.0/0' } })],
      ['prune NetworkPolicy theirs'],
    ],
    [
      'a narrow policy of the tenant',
      ['NetworkPolicy', 'theirs', ingressFrom({ podSelector: { matchLabels: { a: 'b' } } })],
      [],
    ],
    [
      'a binding to cluster-admin',
      ['RoleBinding', 'theirs', { roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } }],
      ['prune RoleBinding theirs'],
    ],
    [
      'a binding to a role of the namespace',
      ['RoleBinding', 'theirs', { roleRef: { kind: 'Role', name: 'theirs' } }],
      [],
    ],
    [
      'a tenant’s own binding to a tenant role',
      ['RoleBinding', 'theirs', { roleRef: { kind: 'ClusterRole', name: 'bailiwick-viewer' } }],
      [],
    ],
    [
      'a tenant’s own binding to an add-on that the class allows',
      ['RoleBinding', 'theirs', { roleRef: { kind: 'ClusterRole', name: 'bailiwick-debug' } }],
      [],
    ],
    ['a binding to a member', ['RoleBinding', 'theirs', boundTo({ kind: 'User', name: 'oidc:b-owner' })], []],
    [
      'a binding to somebody who is no member, or no longer',
      ['RoleBinding', 'theirs', boundTo({ kind: 'User', name: 'oidc:gone' })],
      ['prune RoleBinding theirs'],
    ],
    [
      'a binding to a group, which the portal can’t answer for',
      ['RoleBinding', 'theirs', boundTo({ kind: 'Group', name: 'contractors' })],
      ['prune RoleBinding theirs'],
    ],
    [
      'a binding to an account of the namespace',
      ['RoleBinding', 'theirs', boundTo({ kind: 'ServiceAccount', name: 'ci', namespace: 'payments-qa1' })],
      [],
    ],
    [
      'the same account, written as a user',
      ['RoleBinding', 'theirs', boundTo({ kind: 'User', name: 'system:serviceaccount:payments-qa1:ci' })],
      [],
    ],
    [
      'a binding to an account of another namespace',
      ['RoleBinding', 'theirs', boundTo({ kind: 'ServiceAccount', name: 'ci', namespace: 'search-dev' })],
      ['prune RoleBinding theirs'],
    ],
    ['a ServiceAccount of the tenant', ['ServiceAccount', 'theirs', {}], []],
    [
      'what carries our label without being desired',
      ['ServiceAccount', 'theirs', { metadata: { labels: { 'app.kubernetes.io/managed-by': 'bailiwick' } } }],
      ['prune ServiceAccount theirs'],
    ],
  ])('%s', (_title, change, expected) => expect(planFor(...change)).toEqual(expected));

  it('takes an add-on away, ours and what a tenant passed on, when the class stops allowing it', () => {
    const observed = clusterWith('RoleBinding', 'theirs', {
      roleRef: { kind: 'ClusterRole', name: 'bailiwick-debug' },
    });
    const { guardrails } = testSpec().classSpec;
    const strict = renderEnvironment(testSpec({ guardrails: { ...guardrails, exec: false } }));
    const plan = planChanges(strict, observed).filter(({ action }) => action === 'prune');
    expect(plan.map(({ name }) => name)).toEqual([roleBindingName('bailiwick-debug'), 'theirs']);
  });

  it('prunes after all writes, and not twice what is being deleted', () => {
    const observed = clusterWith('ResourceQuota', 'theirs', {});
    observed.delete('RoleBinding');
    expect(planChanges(desired, observed).at(-1)).toMatchObject({ action: 'prune', name: 'theirs' });
    expect(
      planFor('ResourceQuota', 'theirs', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    ).toEqual([]);
  });
});

describe('drift', () => {
  const condition = {
    type: 'Ready',
    status: 'True',
    reason: '',
    message: '',
    lastTransitionTime: '',
  } as const;
  const lastPass = (generation: number, seen: number) => ({
    generation,
    conditions: [{ ...condition, observedGeneration: seen }],
    objects: desired.map(({ kind, metadata }) => {
      const step = 'verified' as const;
      return { kind, name: metadata.name, step, tookMs: null, message: '', at: '' };
    }),
  });

  it('is what differs from a verified generation, and nothing that a change of spec explains', () => {
    const observed = clusterWith('ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } });
    observed.delete('LimitRange');
    const plan = planChanges(desired, observed);
    const drift = findDrift(plan, observed, lastPass(2, 2), fieldManager);
    expect(drift.map(({ kind, change }) => `${change} ${kind}`).sort()).toEqual([
      'deleted LimitRange',
      'edited ResourceQuota',
    ]);
    expect(findDrift(plan, observed, lastPass(3, 2), fieldManager)).toEqual([]);
  });

  it.each([
    [true, 'edited'],
    [undefined, undefined],
  ] as const)('of an object that is not verified is told only where it has strayed: %s', (strayed, told) => {
    const observed = clusterWith('ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } });
    const before = lastPass(2, 2);
    const objects = before.objects.map((object) => ({
      ...{ ...object, step: 'written' as const },
      ...(strayed === undefined ? {} : { strayed }),
    }));
    const drift = findDrift(planChanges(desired, observed), observed, { ...before, objects }, fieldManager);
    expect(drift.map(({ change }) => change)).toEqual([told].filter(Boolean));
  });

  it('tells once of a namespace that somebody deletes', () => {
    expect(namespaceDrift(lastPass(1, 1))).toMatchObject([{ kind: 'Namespace', change: 'deleted' }]);
    expect(namespaceDrift({ objects: [] })).toEqual([]);
  });
});
