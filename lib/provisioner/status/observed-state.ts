import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import type { Manifest } from '../desired/environment-spec.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { type Change, type Observed, planChanges } from '../diff/plan.ts';

/** Characters of JSON; the largest object that we render has some 2,000, and a tenant's may have a million. */
const mostKept = 20_000;

/** How many policies of a tenant are kept; what is beyond shows as one that can't be read. */
const mostForeign = 50;

/**
 * What is in the cluster of an environment: each desired object that is there, in the order of the registry, then
 * what does not belong and is still there, and the tenant's own NetworkPolicies. Of each only what Bailiwick
 * compares; nothing that changes by itself.
 */
export function observedState(desired: readonly Manifest[], observed: Observed): ObservedManifest[] {
  const wanted = desired.flatMap((manifest) => {
    const { kind, metadata } = manifest;
    const found = observed.get(kind)?.find((object) => object.metadata.name === metadata.name);
    return found === undefined ? [] : [kept(kind, found, manifest.metadata)];
  });
  const plan = planChanges(desired, observed);
  const unwanted = plan.flatMap((change) =>
    change.action === 'prune' ? [kept(change.kind, change.observed, {})] : [],
  );
  return [...wanted, ...unwanted, ...foreignPolicies(desired, plan, observed)];
}

/** The NetworkPolicies that a tenant made and may keep, by name: they open more, so people must see them. */
export function foreignPolicies(
  desired: readonly Manifest[],
  plan: readonly Change[],
  observed: Observed,
): ObservedManifest[] {
  const ours = [
    ...desired.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ...plan.map(({ kind, name }) => `${kind}/${name}`),
  ];
  const found = (observed.get('NetworkPolicy') ?? [])
    .filter(({ metadata }) => !ours.includes(`NetworkPolicy/${metadata.name}`))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const rest = { kind: 'NetworkPolicy', name: '…', manifest: null };
  const shown = found.slice(0, mostForeign).map((object) => kept('NetworkPolicy', object, {}));
  const all = found.length > mostForeign ? [...shown, rest] : shown;
  return all.map((object) => ({ ...object, foreign: true }));
}

function kept(
  kind: string,
  { metadata, ...fields }: ObservedObject,
  compared: Pick<Manifest['metadata'], 'labels' | 'annotations'>,
): ObservedManifest {
  const { apiVersion, fields: managed } = managedKind(kind);
  const { name, namespace } = metadata;
  const manifest = {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...picked('labels', metadata.labels, compared.labels),
      ...picked('annotations', metadata.annotations, compared.annotations),
    },
    ...Object.fromEntries(managed.flatMap((field) => (field in fields ? [[field, fields[field]]] : []))),
  };
  return { kind, name, manifest: JSON.stringify(manifest).length > mostKept ? null : manifest };
}

// Others may add labels and annotations of their own, which are none of our business.
function picked(
  part: 'labels' | 'annotations',
  found: Record<string, string> = {},
  compared: Record<string, string> = {},
): object {
  const entries = Object.keys(compared).flatMap((key) => {
    const value = found[key];
    return value === undefined ? [] : [[key, value]];
  });
  return entries.length === 0 ? {} : { [part]: Object.fromEntries(entries) };
}
