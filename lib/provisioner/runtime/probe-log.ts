import type { Database } from '#lib/data/client.ts';
import { saveProbes } from '#lib/data/provisioner/save-probes.ts';

/** How often counted probes are written down, in milliseconds. */
export const probesEveryMs = 15_000;

/** Counts how often the cluster answered, for the page of objectives. */
export interface ProbeLog {
  note: (answered: boolean) => void;
  /** Writes down what was counted; what could not be written is written the next time. */
  flush: () => Promise<void>;
}

/** Nothing is counted at first. */
export function createProbeLog(database: Database): ProbeLog {
  const counted = { answered: 0, failed: 0 };
  return {
    note: (answered) => {
      counted[answered ? 'answered' : 'failed'] += 1;
    },
    flush: async () => {
      const now = { ...counted };
      if (now.answered + now.failed === 0) return;
      await saveProbes(database, now);
      counted.answered -= now.answered;
      counted.failed -= now.failed;
    },
  };
}
