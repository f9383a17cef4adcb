import { managedKind } from './desired/managed-kinds.ts';
import type { ObservedObject } from './desired/observed-object.ts';
import type { Drift } from './diff/drift.ts';
import { terminationBlocker } from './diff/ownership-of-namespace.ts';
import { passRecord } from './pass-record.ts';
import type { Claim, Clock, ClusterPort, PassRecord } from './ports.ts';
import type { PassResult } from './status/pass-result.ts';

// The watch tells of each step; this is only for what it might have missed.
const terminationEveryMs = 15_000;

/** One step of a deletion that was asked for; `namespace` is null once ours is gone. */
export async function finalize(
  claim: Claim,
  cluster: ClusterPort,
  clock: Clock,
  namespace: ObservedObject | null,
): Promise<PassRecord> {
  const now = clock.now().toISOString();
  if (namespace === null) {
    const objects = claim.objects.map((object) => ({
      ...object,
      step: 'deleted' as const,
      message: '',
      at: now,
    }));
    const record = passRecord(
      claim,
      { outcome: 'stalled', reason: 'Deleted', message: 'The namespace is gone.' },
      { objects, observed: [], drift: [], namespaceUid: claim.namespaceUid },
      clock,
    );
    return { ...record, finalized: true };
  }
  // It asks once, with the UID as precondition, and then waits until the namespace is really gone.
  if (namespace.metadata.deletionTimestamp === undefined)
    await cluster.remove(managedKind('Namespace'), namespace);
  return awaitTermination(claim, namespace, clock);
}

/** A namespace that goes away: what it waits for is shown, and that somebody else deleted it is told once. */
export function awaitTermination(
  claim: Claim,
  namespace: ObservedObject,
  clock: Clock,
  drift: Drift[] = [],
): PassRecord {
  const now = clock.now().toISOString();
  const message = terminationMessage(namespace);
  const objects = claim.objects.map((object) =>
    object.step === 'deleting' ? object : { ...object, step: 'deleting' as const, message: '', at: now },
  );
  const result: PassResult = {
    outcome: 'wait',
    reason: 'Terminating',
    message,
    retryInMs: terminationEveryMs,
  };
  return passRecord(claim, result, { objects, drift, namespaceUid: claim.namespaceUid }, clock);
}

/** What is said of a namespace that goes away. */
export function terminationMessage(namespace: ObservedObject): string {
  const blocker = terminationBlocker(namespace);
  return blocker === ''
    ? 'The namespace is being deleted with everything in it.'
    : `The namespace can't be deleted yet: ${blocker}`;
}
