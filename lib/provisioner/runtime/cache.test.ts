import { expect, it } from 'vitest';
import type { Manifest } from '../desired/environment-spec.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observedAs, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { diffObject } from '../diff/diff.ts';
import { createCache } from './cache.ts';

const desired = renderEnvironment(testSpec());
const of = (kind: string): Manifest => {
  const found = desired.find((manifest) => manifest.kind === kind);
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
};
const home = 'payments-qa1';
const quota = (version: string, patch: object = {}): ObservedObject =>
  patched(patched(observedAs(of('ResourceQuota'), version), { status: null }), patch);
const found = (cache: ReturnType<typeof createCache>) =>
  cache.observe(home).objects.get('ResourceQuota')?.[0];

it('gives back everything that is compared', () => {
  const cache = createCache();
  for (const manifest of desired) expect(cache.put(manifest.kind, observedAs(manifest))).toBe('different');
  const { namespace, objects } = cache.observe(home);
  const seen = [...(namespace ? [namespace] : []), ...[...objects.values()].flat()];
  expect(seen).toHaveLength(desired.length);
  for (const manifest of desired) {
    const object = seen.find(({ metadata }) => metadata.uid === observedAs(manifest).metadata.uid);
    if (!object) throw new Error(`${manifest.kind} is missing.`);
    expect(diffObject(manifest, object)).toEqual([]);
    expect(object.metadata.managedFields).toEqual(observedAs(manifest).metadata.managedFields);
  }
});

it('knows which of two versions is newer, and nothing of an object that it never saw', () => {
  const cache = createCache();
  expect(cache.isOutdated('ResourceQuota', quota('5'))).toBe(false);
  cache.put('ResourceQuota', quota('5'));
  expect(['4', '5', '6'].map((version) => cache.isOutdated('ResourceQuota', quota(version)))).toEqual([
    true,
    false,
    false,
  ]);
});

it('tells what a new version means', () => {
  const cache = createCache();
  cache.put('ResourceQuota', quota('5', { status: { hard: { pods: '20' }, used: { pods: '0' } } }));
  expect(cache.put('ResourceQuota', quota('5'))).toBe('old');
  expect(cache.put('ResourceQuota', quota('4'))).toBe('old');
  expect(
    cache.put('ResourceQuota', quota('6', { status: { hard: { pods: '20' }, used: { pods: '1' } } })),
  ).toBe('same');
  expect(found(cache)?.status).toEqual({ hard: { pods: '20' }, used: { pods: '1' } });
  expect(cache.put('ResourceQuota', quota('7', { spec: { hard: { pods: '9' } } }))).toBe('different');
  expect(cache.put('ResourceQuota', quota('8', { metadata: { labels: { a: 'b' } } }))).toBe('different');
});

it('knows the end of an object from its late echo', () => {
  const cache = createCache();
  cache.put('ResourceQuota', quota('5'));
  cache.end('ResourceQuota', quota('6'));
  expect(found(cache)).toBeUndefined();
  expect(cache.put('ResourceQuota', quota('7'))).toBe('old');
  expect(cache.size()).toEqual({ objects: 0, texts: 0, bytes: 0 });
});

it('a list takes away what is older and not in it, and nothing newer', () => {
  const cache = createCache();
  cache.put('ResourceQuota', quota('5'));
  cache.put('LimitRange', observedAs(of('LimitRange'), '5'));
  expect(cache.keepOnly('ResourceQuota', new Set([quota('5').metadata.uid]), '6')).toEqual(new Set());
  expect(cache.keepOnly('ResourceQuota', new Set(), '4')).toEqual(new Set());
  expect(found(cache)).toBeDefined();
  expect(cache.keepOnly('ResourceQuota', new Set(), '5')).toEqual(new Set([home]));
  expect(found(cache)).toBeUndefined();
  expect(cache.observe(home).objects.get('LimitRange')).toHaveLength(1);
});

it('names who edited, and nobody where it can’t be told', () => {
  const cache = createCache();
  const ours = { manager: 'bailiwick-provisioner', operation: 'Update', time: '2026-01-01T00:00:00Z' };
  const theirs = { manager: 'kubectl-edit', operation: 'Update', time: '2026-01-02T00:00:00Z' };
  const edited = (version: string, managedFields: object[], pods = '9') =>
    quota(version, { metadata: { managedFields }, spec: { hard: { pods } } });
  cache.put('ResourceQuota', edited('1', [ours], '20'));
  expect(found(cache)?.editor).toBeUndefined();
  cache.put('ResourceQuota', edited('2', [ours, theirs]));
  expect(found(cache)?.editor).toBe('kubectl-edit');
  cache.put('ResourceQuota', { ...edited('3', [ours, theirs]), status: { hard: { pods: '9' } } });
  expect(found(cache)?.editor).toBe('kubectl-edit');
  cache.put('ResourceQuota', edited('4', [ours, theirs], '8'));
  expect(found(cache)?.editor).toBeNull();
});
