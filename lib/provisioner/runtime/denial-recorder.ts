import type { Database } from '#lib/data/client.ts';
import {
  deleteOldDenials,
  listDenied,
  resolveDenials,
  type SeenDenial,
  type SeenSuccess,
  saveDenials,
} from '#lib/data/provisioner/denials.ts';
import { type ClusterEvent, denialOf, fingerprintOf, type Owner, subjectOf } from './denial-event.ts';

/** How often to write down what was noted, in milliseconds. */
export const denialsEveryMs = 500;

const tidyEveryMs = 3_600_000;
const keepDays = 14;
const mostWaiting = 2_000;

/** Turns events into rows that say what the cluster refused, without writing more often than there is news. */
export interface DenialRecorder {
  /** A warning was seen in an environment. */
  warned: (environmentId: string, event: ClusterEvent) => void;
  /** A controller made something in an environment. */
  made: (environmentId: string, event: ClusterEvent) => void;
  /** Writes down what was noted since; failures are told, and the event's next repeat makes them good. */
  flush: () => Promise<void>;
}

interface Waiting {
  environmentId: string;
  event: ClusterEvent;
}

/** Coalesces: of one subject and reason only the latest waits. `ownerOf` names what people know of an object, like its Deployment. */
export function createDenialRecorder(
  database: Database,
  ownerOf: (namespace: string, subject: Owner) => Promise<Owner>,
  failed: (error: unknown) => void,
): DenialRecorder {
  const warnings = new Map<string, Waiting>();
  const successes = new Map<string, Waiting>();
  let tidiedAt = 0;

  const owner = ({ event }: Waiting) => ownerOf(event.metadata.namespace ?? '', subjectOf(event));

  async function saveWarnings(): Promise<void> {
    const seen = new Map<string, SeenDenial>();
    for (const waiting of take(warnings)) {
      const denial = denialOf(waiting.event);
      if (denial === null) continue;
      const { kind, name } = await owner(waiting);
      const fingerprint = fingerprintOf({ kind, name }, denial.shape);
      const key = `${waiting.environmentId} ${fingerprint}`;
      const version = waiting.event.metadata.resourceVersion;
      if (BigInt(seen.get(key)?.version ?? 0) >= BigInt(version)) continue;
      const { message, at } = denial;
      const { environmentId } = waiting;
      seen.set(key, { environmentId, fingerprint, ownerKind: kind, ownerName: name, message, at, version });
    }
    if (seen.size > 0) await saveDenials(database, [...seen.values()]);
  }

  async function saveSuccesses(): Promise<void> {
    const all = take(successes);
    if (all.length === 0) return;
    const denied = await listDenied(
      database,
      all.map(({ environmentId }) => environmentId),
    );
    const made: SeenSuccess[] = [];
    for (const waiting of all.filter(({ environmentId }) => denied.has(environmentId))) {
      const { kind, name } = await owner(waiting);
      const version = waiting.event.metadata.resourceVersion;
      made.push({ environmentId: waiting.environmentId, ownerKind: kind, ownerName: name, version });
    }
    if (made.length > 0) await resolveDenials(database, made);
  }

  async function flush(): Promise<void> {
    await saveWarnings().catch(failed);
    await saveSuccesses().catch(failed);
    if (Date.now() - tidiedAt < tidyEveryMs) return;
    tidiedAt = Date.now();
    await deleteOldDenials(database, keepDays).catch(failed);
  }

  return {
    warned: (environmentId, event) => {
      const denial = denialOf(event);
      if (denial !== null)
        keep(warnings, `${environmentId} ${keyOf(event)} ${denial.shape}`, environmentId, event);
    },
    made: (environmentId, event) => keep(successes, `${environmentId} ${keyOf(event)}`, environmentId, event),
    flush,
  };
}

function keyOf(event: ClusterEvent): string {
  const { kind, name } = subjectOf(event);
  return `${kind}/${name}`;
}

// A flood of made-up events costs the newest of them, not memory.
function keep(waiting: Map<string, Waiting>, key: string, environmentId: string, event: ClusterEvent): void {
  if (waiting.size < mostWaiting || waiting.has(key)) waiting.set(key, { environmentId, event });
}

function take(waiting: Map<string, Waiting>): Waiting[] {
  const all = [...waiting.values()];
  waiting.clear();
  return all;
}
