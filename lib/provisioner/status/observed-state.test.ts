import { expect, test } from 'vitest';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observeAll, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { diffObject } from '../diff/diff.ts';
import { observedState } from './observed-state.ts';

const desired = renderEnvironment(testSpec());
const named = (kind: string, name: string) =>
  desired.find((each) => each.kind === kind && each.metadata.name === name);

function clusterWith(kind: string, name: string, patch: object) {
  const observed = observeAll(desired);
  const objects = observed.get(kind) ?? [];
  const stranger = { kind, metadata: { name, uid: name, resourceVersion: '9' } };
  const found = objects.find(({ metadata }) => metadata.name === name) ?? stranger;
  observed.set(kind, [...objects.filter((object) => object !== found), patched(found, patch)]);
  return observed;
}

test('a cluster as desired is seen as desired, in a few kilobytes', () => {
  const seen = observedState(desired, observeAll(desired));
  expect(seen.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    desired.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
  for (const [index, manifest] of desired.entries())
    expect(diffObject(manifest, seen[index]?.manifest ?? expect.fail('too large'))).toEqual([]);
  expect(JSON.stringify(seen).length).toBeLessThan(10_000);
});

test('what changes by itself, and what others may add, leaves no trace', () => {
  const calm = observedState(desired, observeAll(desired));
  const metadata = {
    resourceVersion: '77',
    labels: { theirs: 'x' },
    annotations: { theirs: 'y' },
    managedFields: null,
  };
  const busy = clusterWith('ResourceQuota', 'bailiwick', { metadata, status: { used: { pods: '7' } } });
  expect(observedState(desired, busy)).toEqual(calm);
});

test('an edit is seen with the field that it changed', () => {
  const seen = observedState(
    desired,
    clusterWith('ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } }),
  );
  const quota = seen.find(({ kind }) => kind === 'ResourceQuota');
  const manifest = named('ResourceQuota', 'bailiwick') ?? expect.fail('no quota');
  expect(diffObject(manifest, quota?.manifest ?? expect.fail('not seen'))).toEqual([
    { path: 'spec.hard.pods', desired: '"20"', observed: '"999"' },
  ]);
});

test('the tenant’s own policies are kept, by name, each apart from ours, and only so many', () => {
  const spec = { podSelector: {}, ingress: [{ ports: [{ port: 80 }], from: [{ podSelector: {} }] }] };
  const metadata = { labels: { theirs: 'x' } };
  const [own] = observedState(desired, clusterWith('NetworkPolicy', 'web', { metadata, spec })).slice(-1);
  expect(own).toMatchObject({ kind: 'NetworkPolicy', name: 'web', foreign: true, manifest: { spec } });
  expect(own?.manifest?.metadata.labels).toBeUndefined();
  const many = observeAll(desired);
  const ours = many.get('NetworkPolicy') ?? [];
  const theirs = Array.from({ length: 60 }, (_, at) =>
    patched(
      { kind: 'NetworkPolicy', metadata: { name: `p${at}`, uid: `${at}`, resourceVersion: '1' } },
      { spec },
    ),
  );
  many.set('NetworkPolicy', [...ours, ...theirs.toReversed()]);
  const kept = observedState(desired, many).filter(({ foreign }) => foreign);
  expect(kept).toHaveLength(51);
  expect(kept.at(-1)).toMatchObject({ name: '…', manifest: null });
  many.set('NetworkPolicy', [...theirs, ...ours]);
  expect(observedState(desired, many).filter(({ foreign }) => foreign)).toEqual(kept);
});

test('what is missing is left out, and what does not belong comes last', () => {
  const observed = clusterWith('ResourceQuota', 'theirs', { spec: { hard: { pods: '9' } } });
  observed.delete('LimitRange');
  const seen = observedState(desired, observed);
  expect(seen.some(({ kind }) => kind === 'LimitRange')).toBe(false);
  expect(seen.at(-1)).toMatchObject({
    kind: 'ResourceQuota',
    name: 'theirs',
    manifest: { spec: { hard: { pods: '9' } } },
  });
  expect(observedState(desired, clusterWith('ServiceAccount', 'theirs', {}))).toEqual(
    observedState(desired, observeAll(desired)),
  );
});

test('an object that somebody made huge is named, but not kept', () => {
  const cidrs = Array.from({ length: 2_000 }, (_, index) => ({
    ipBlock: { cidr: `10.0.${index % 256}.0/24` },
  }));
  const seen = observedState(
    desired,
    clusterWith('NetworkPolicy', 'default-deny', { spec: { ingress: [{ from: cidrs }] } }),
  );
  expect(seen.find(({ name }) => name === 'default-deny')).toEqual({
    kind: 'NetworkPolicy',
    name: 'default-deny',
    manifest: null,
  });
});
