import type { FieldChange } from '#components/ui/diff-view.tsx';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { guardrailLines } from '#lib/domain/guardrail-words.ts';

/** What differs between two versions of a class, field by field; its rules in the words of its page. */
export function specChanges(before: ClassSpec, after: ClassSpec): FieldChange[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  const paths = [...new Set([...old.keys(), ...next.keys()])];
  return paths
    .filter((path) => old.get(path) !== next.get(path))
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }));
}

function fieldsOf({ guardrails, ...rest }: ClassSpec): Map<string, string> {
  const rules = guardrailLines(guardrails).map(({ label, text }): [string, string] => [label, text]);
  return new Map([...flat(rest), ...rules]);
}

function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null)
    return new Map([[path, value === null ? 'none' : String(value)]]);
  const entries = Object.entries(value).flatMap(([key, each]) => [
    ...flat(each, path ? `${path} › ${key}` : key),
  ]);
  return new Map(entries);
}
