import type { FieldChange } from '#components/ui/diff-view.tsx';
import type { ClassSpec } from '#lib/domain/environment-class.ts';

/** What differs between two versions of a class, field by field. */
export function specChanges(before: ClassSpec, after: ClassSpec): FieldChange[] {
  const [old, next] = [flat(before), flat(after)];
  const paths = [...new Set([...old.keys(), ...next.keys()])];
  return paths
    .filter((path) => old.get(path) !== next.get(path))
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }));
}

function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null)
    return new Map([[path, value === null ? 'none' : String(value)]]);
  const entries = Object.entries(value).flatMap(([key, each]) => [
    ...flat(each, path ? `${path} › ${key}` : key),
  ]);
  return new Map(entries);
}
