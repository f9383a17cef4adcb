import { environmentIdAnnotation, managedByLabel, managedByValue } from '../desired/ownership.ts';

/** A CEL string literal. */
export function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A CEL list of string literals. */
export function textList(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`;
}

/** The value of a label of `object`, `oldObject` or `namespaceObject`; the empty text where it is absent. */
export function labelOf(subject: string, label: string): string {
  return mapValue(subject, 'labels', label);
}

/** The value of an annotation; the empty text where it is absent, so that a missing rule allows nothing. */
export function annotationOf(subject: string, annotation: string): string {
  return mapValue(subject, 'annotations', annotation);
}

/** Whether the object carries our owner label. */
export function isOurs(subject: string): string {
  return `${labelOf(subject, managedByLabel)} == ${text(managedByValue)}`;
}

/** Whether a namespace is one of ours, also while somebody has taken its label away and it was not put back yet. */
export function wasMadeByUs(namespace: string): string {
  return `(${isOurs(namespace)} || ${annotationOf(namespace, environmentIdAnnotation)} != '')`;
}

/** The entries of a comma-separated annotation of the namespace. */
export function listOf(annotation: string): string {
  return `${annotationOf('namespaceObject', annotation)}.split(',').filter(entry, entry != '')`;
}

/** All labels or annotations as a map; empty where there are none. */
export function mapOf(subject: string, part: 'labels' | 'annotations'): string {
  return `${subject}.metadata.?${part}.orValue({})`;
}

function mapValue(subject: string, part: 'labels' | 'annotations', key: string): string {
  return `${subject}.metadata.?${part}[?${text(key)}].orValue('')`;
}
