import type { ObservedObject } from '../desired/observed-object.ts';
import {
  environmentIdAnnotation,
  fieldManager,
  managedByLabel,
  managedByValue,
} from '../desired/ownership.ts';

/** Whose the namespace under our name is. */
export type NamespaceOwnership = 'absent' | 'ours' | 'terminating' | 'foreign';

/**
 * Ours is the namespace with the UID that we stored. Where none is stored yet, because a pass ended between the
 * POST and its record, it must have been created by our field manager and carry the environment's id.
 */
export function namespaceOwnership(
  observed: ObservedObject | null,
  storedUid: string | null,
  environmentId: string,
): NamespaceOwnership {
  if (observed === null) return 'absent';
  const { uid, deletionTimestamp, annotations, labels, managedFields } = observed.metadata;
  const isOurs =
    storedUid === null
      ? annotations?.[environmentIdAnnotation] === environmentId &&
        labels?.[managedByLabel] === managedByValue &&
        (managedFields ?? []).some((entry) => entry.manager === fieldManager && entry.operation === 'Update')
      : uid === storedUid;
  if (!isOurs) return 'foreign';
  return deletionTimestamp === undefined ? 'ours' : 'terminating';
}

/** What keeps a namespace from going away, in the API server's own words; empty if it does not say. */
export function terminationBlocker(observed: ObservedObject): string {
  const status = observed.status as
    | { conditions?: { type: string; status: string; message?: string }[] }
    | undefined;
  const blocking = (status?.conditions ?? []).filter(
    ({ type, status: state }) => state === 'True' && type !== 'NamespaceDeletionDiscoveryFailure',
  );
  return blocking
    .map(({ message }) => message ?? '')
    .filter(Boolean)
    .join(' ');
}
