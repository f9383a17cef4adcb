import { explainRefusal } from '#lib/domain/denial/explain-refusal.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { plainText } from '#lib/domain/denial/plain-text.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { ObservedObject } from '../desired/observed-object.ts';

// The cluster could not be asked: that says nothing about the object.
const unanswered = ['unreachable', 'deadline', 'throttled', 'unavailable', 'unauthorized', 'gone'];

/** Whether the cluster refused what was tried; else it gave no answer. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && 'failure' in error && !unanswered.includes(String(error.failure));
}

/** Why the cluster refuses an object, in words. */
export function refusalWords(error: Error, spec: ClassSpec | null): string {
  const message = plainText(error.message);
  if (/ is forbidden: User "[^"]*" cannot /.test(message)) return mayNot;
  const refusal = spec === null ? null : parseRefusal(message);
  if (refusal === null || spec === null) return `The cluster said: ${message}`;
  return explainRefusal(refusal, { spec, hard: {}, used: {} }).reason;
}

/** What is said where our own rights do not suffice. */
export const mayNot =
  'The provisioner has no right to it. Its ClusterRole may be older than this version; an admin can install it anew.';

/** Why a name can't be used for a new namespace, which somebody else has. */
export function takenWords(namespace: string, found: ObservedObject | null): string {
  if (found?.metadata.deletionTimestamp !== undefined)
    return `A namespace ${namespace} is still being deleted. The name is free again when it is gone.`;
  return `A namespace ${namespace} exists that Bailiwick did not create. Choose another name.`;
}
