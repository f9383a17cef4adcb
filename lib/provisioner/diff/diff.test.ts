import { describe, expect, it } from 'vitest';
import type { Manifest } from '../desired/environment-spec.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observedAs, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { diffObject } from './diff.ts';
import { namespaceOwnership, terminationBlocker } from './ownership-of-namespace.ts';

const desired = renderEnvironment(testSpec());
const of = (kind: string): Manifest => {
  const found = desired.find((one) => one.kind === kind);
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
};
const pathsOf = (kind: string, patch: object) =>
  diffObject(of(kind), patched(observedAs(of(kind)), patch)).map(({ path }) => path);
const labels = (change: object) => ({ metadata: { labels: change } });

describe('what counts as a difference', () => {
  it.each(desired.map((manifest) => [manifest.kind, manifest.metadata.name, manifest] as const))(
    '%s %s as the API server stores it is none',
    (_kind, _name, manifest) => expect(diffObject(manifest, observedAs(manifest))).toEqual([]),
  );

  it.each([
    ['an allow-all rule', 'NetworkPolicy', { spec: { ingress: [{}] } }, 'spec.ingress'],
    ['a direction less', 'NetworkPolicy', { spec: { policyTypes: ['Ingress'] } }, 'spec.policyTypes'],
    [
      'a narrower selector',
      'NetworkPolicy',
      { spec: { podSelector: { matchLabels: { a: 'b' } } } },
      'spec.podSelector.matchLabels',
    ],
    ['a scope on the quota', 'ResourceQuota', { spec: { scopes: ['BestEffort'] } }, 'spec.scopes'],
    ['a key less in the quota', 'ResourceQuota', { spec: { hard: { pods: null } } }, 'spec.hard.pods'],
    ['a key more in the quota', 'ResourceQuota', { spec: { hard: { theirs: '1' } } }, 'spec.hard.theirs'],
    [
      'an owner label less',
      'LimitRange',
      labels({ 'bailiwick.dev/team': null }),
      'metadata.labels.bailiwick.dev/team',
    ],
    ['no limits', 'LimitRange', { spec: { limits: null } }, 'spec.limits'],
    [
      'a token mounted',
      'ServiceAccount',
      { automountServiceAccountToken: null },
      'automountServiceAccountToken',
    ],
    ['another subject', 'RoleBinding', { subjects: [] }, 'subjects'],
    ['another role', 'RoleBinding', { roleRef: { name: 'x' } }, 'roleRef.name'],
    [
      'weaker Pod Security',
      'Namespace',
      labels({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
      'metadata.labels.pod-security.kubernetes.io/enforce',
    ],
  ])('%s is one', (_title, kind, patch, path) => expect(pathsOf(kind, patch)).toEqual([path]));

  it.each([
    ['a label of others', 'NetworkPolicy', labels({ theirs: '1' })],
    ['an annotation of others', 'Namespace', { metadata: { annotations: { theirs: '1' } } }],
    ['the status', 'ResourceQuota', { status: { hard: {}, used: {} } }],
    ['pull secrets', 'ServiceAccount', { imagePullSecrets: [{ name: 'theirs' }] }],
    ['an empty list', 'NetworkPolicy', { spec: { ingress: [] } }],
  ])('%s is none', (_title, kind, patch) => expect(pathsOf(kind, patch)).toEqual([]));
});

describe('whose a namespace is', () => {
  const made = observedAs(of('Namespace'));
  const { id } = testSpec();
  const { uid } = made.metadata;
  const byKubectl = { managedFields: [{ manager: 'kubectl', operation: 'Update' }] };
  const ofAnother = { annotations: { 'bailiwick.dev/environment-id': 'x' } };
  const unlabelled = { labels: { 'app.kubernetes.io/managed-by': null } };

  it.each([
    ['the stored UID', {}, uid, 'ours'],
    ['another UID under our name', {}, 'other', 'foreign'],
    ['ours, before its UID was stored', {}, null, 'ours'],
    ['somebody’s, with our labels copied', byKubectl, null, 'foreign'],
    ['ours, of another environment', ofAnother, null, 'foreign'],
    ['without our label', unlabelled, null, 'foreign'],
    ['ours with its label taken away', unlabelled, uid, 'ours'],
    ['going away', { deletionTimestamp: '2026-01-01T00:00:00Z' }, uid, 'terminating'],
  ])('%s', (_title, metadata, stored, expected) =>
    expect(namespaceOwnership(patched(made, { metadata }), stored, id)).toBe(expected),
  );

  it('is absent where there is none', () => expect(namespaceOwnership(null, uid, id)).toBe('absent'));

  it('says what keeps it from going', () => {
    const conditions = [{ type: 'NamespaceFinalizersRemaining', status: 'True', message: 'held by x' }];
    expect(terminationBlocker({ ...made, status: { conditions } })).toBe('held by x');
    expect(terminationBlocker(made)).toBe('');
  });
});
