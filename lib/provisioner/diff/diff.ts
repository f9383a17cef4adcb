import type { Manifest } from '../desired/environment-spec.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';

/** One difference, both sides as JSON text; an absent value is the empty text. */
export interface FieldChange {
  path: string;
  desired: string;
  observed: string;
}

/**
 * What must change in the observed object, sorted by path; empty when it is as desired. Labels and annotations are
 * compared key by key (others may add theirs), the registry's fields as a whole (others may not).
 */
export function diffObject(desired: Manifest, observed: ObservedObject): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const part of ['labels', 'annotations'] as const) {
    for (const [key, value] of Object.entries(desired.metadata[part] ?? {})) {
      compare(value, observed.metadata[part]?.[key], `metadata.${part}.${key}`, changes);
    }
  }
  for (const field of managedKind(desired.kind).fields)
    compare(desired[field], observed[field], field, changes);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compare(desired: unknown, observed: unknown, path: string, changes: FieldChange[]): void {
  const left = normalize(desired);
  const right = normalize(observed);
  if (isRecord(left) && isRecord(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    for (const key of keys) compare(left[key], right[key], `${path}.${key}`, changes);
    return;
  }
  if (stableText(left) !== stableText(right))
    changes.push({ path, desired: stableText(left), observed: stableText(right) });
}

// The API server drops empty lists when it writes, so they are the same as absent ones. Empty objects are not:
// `ingress: [{}]` allows everything where `ingress: []` allows nothing.
function normalize(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalize);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, normalize(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function stableText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Who wrote last besides us, by the API server's own record; null if it can't be told. */
export function lastForeignManager(observed: ObservedObject, ours: string): string | null {
  const entries = (observed.metadata.managedFields ?? []).filter(
    (entry) => entry.manager !== ours && !entry.subresource,
  );
  const newest = entries.sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '')).at(-1);
  return newest?.manager ?? null;
}
