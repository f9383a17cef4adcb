import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import type { ObservedObject } from './observed-object.ts';

/** An environment for tables: class qa, one owner and one viewer. */
export function testSpec(
  changes: Partial<ClassSpec> = {},
  over: Partial<EnvironmentSpec> = {},
): EnvironmentSpec {
  const shipped = shippedClasses.find(({ slug }) => slug === 'qa');
  if (!shipped) throw new Error('There is no class qa.');
  const classSpec = { ...shipped.spec, ...changes };
  return {
    id: '0198c1d4-0000-7000-8000-000000000001',
    team: { slug: 'payments', name: 'Payments' },
    slug: 'qa1',
    namespace: 'payments-qa1',
    className: 'qa',
    classVersion: 3,
    classSpec,
    quota: { 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '20' },
    members: [
      { subject: 'b-owner', role: 'owner' },
      { subject: 'a-viewer', role: 'viewer' },
    ],
    approvedBy: 'Amir',
    platform: defaultPlatform,
    ...over,
  };
}

/** The object as the API server would return it right after we wrote it: empty lists dropped, metadata filled. */
export function observedAs(manifest: Manifest, version = '1'): ObservedObject {
  const stored = dropEmpty(structuredClone(manifest)) as Manifest;
  const managedFields = [
    { manager: 'bailiwick-provisioner', operation: 'Update', time: '2026-01-01T00:00:00Z' },
  ];
  const metadata = {
    ...stored.metadata,
    uid: `uid-${manifest.kind}-${manifest.metadata.name}`,
    resourceVersion: version,
    managedFields,
  };
  return enforced({ ...stored, metadata });
}

function dropEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropEmpty(inner)]));
}

/** Everything of the desired state, observed. */
export function observeAll(manifests: readonly Manifest[]): Map<string, ObservedObject[]> {
  const observed = new Map<string, ObservedObject[]>();
  for (const manifest of manifests)
    observed.set(manifest.kind, [...(observed.get(manifest.kind) ?? []), observedAs(manifest)]);
  return observed;
}

function enforced(object: ObservedObject): ObservedObject {
  if (object.kind !== 'ResourceQuota') return object;
  return { ...object, status: { hard: (object.spec as { hard: object }).hard } };
}

/** A copy with a JSON merge patch applied: null takes a field away, lists are replaced. */
export function patched<T>(target: T, patch: unknown): T {
  if (!isRecord(patch)) return patch as T;
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = patched(result[key], value);
  }
  return result as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
