import type { Manifest } from '../desired/environment-spec.ts';
import { managedKind } from '../desired/managed-kinds.ts';

/** What is compared of an object, whether just read, saved earlier, or rendered. */
export interface Comparable {
  metadata: { labels?: Record<string, string> | undefined; annotations?: Record<string, string> | undefined };
  [field: string]: unknown;
}

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
export function diffObject(desired: Manifest, observed: Comparable): FieldChange[] {
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
  if (isSame(desired, observed)) return;
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

// The same as comparing what `normalize` makes of both, without making it: nearly everything that is compared is equal.
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right);
  if (Array.isArray(left))
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isSame(item, right[index]))
    );
  if (!isRecord(left) || !isRecord(right)) return false;
  for (const key in left) if (!isSame(left[key], right[key])) return false;
  for (const key in right) if (!(key in left) && !isAbsent(right[key])) return false;
  return true;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
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
