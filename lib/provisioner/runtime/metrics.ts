import { Counter, Histogram, type Registry } from 'prom-client';
import type { PassRecord } from '../ports.ts';
import type { PassEnd } from './tell-pass.ts';

/** What is counted while the provisioner works. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Adds the provisioner's counters to a registry; what can be read at any time is in `addGaugesOf`. */
export function createMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const passes = new Histogram({
    name: 'bailiwick_reconcile_duration_seconds',
    help: 'Duration of reconcile passes from claim to saved record, by what they came to',
    labelNames: ['result'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const waits = new Histogram({
    name: 'bailiwick_queue_wait_duration_seconds',
    help: 'How long environments waited for a worker of this replica',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
    registers,
  });
  const readiness = new Histogram({
    name: 'bailiwick_environment_ready_duration_seconds',
    help: 'Time from the approval of a new environment to its first Ready',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const claims = counter('bailiwick_lease_claims_total', 'Environments whose lease was taken');
  const handovers = counter(
    'bailiwick_lease_handovers_total',
    'Leases that were taken over from a replica that had left its work unfinished',
  );
  const losses = counter('bailiwick_lease_losses_total', 'Leases that were lost during a pass');
  const fenced = counter(
    'bailiwick_fenced_writes_total',
    'Records of passes that were refused because another replica had taken over',
  );
  const detected = counter(
    'bailiwick_drift_detected_total',
    'Differences from the desired state that somebody else made',
    ['kind', 'change'],
  );
  const healed = counter('bailiwick_drift_healed_total', 'Differences that were put back', ['kind']);
  const rounds = counter(
    'bailiwick_contest_rounds_total',
    'Objects put back once more that another manager keeps changing',
    ['kind'],
  );
  const comparisons = counter(
    'bailiwick_comparisons_total',
    'Environments compared with the watch cache without claiming them, by what was found',
    ['found'],
  );
  const preflights = new Histogram({
    name: 'bailiwick_preflight_duration_seconds',
    help: 'Duration of pre-flights from claim to saved answer, by whether the cluster could be asked',
    labelNames: ['result'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const failures = counter('bailiwick_watch_failures_total', 'Lists and watches that failed', ['kind']);
  const relists = counter(
    'bailiwick_watch_relists_total',
    'Times that a kind was listed anew because its watch could not be resumed',
    ['kind'],
  );
  return {
    /** Environments were compared: `work` of them differ or are due, the others ask for nothing. */
    compared: (work: number, nothing: number) => {
      comparisons.inc({ found: 'work' }, work);
      comparisons.inc({ found: 'nothing' }, nothing);
    },
    claimed: (takenFrom: string | null) => {
      claims.inc();
      if (takenFrom !== null) handovers.inc();
    },
    lost: () => losses.inc(),
    /** An environment waited so many seconds for a worker. */
    waited: (seconds: number) => waits.observe(seconds),
    /** A new environment is ready for the first time, so many seconds after its approval. */
    becameReady: (seconds: number) => readiness.observe(seconds),
    /** A pre-flight was answered; duration in seconds. */
    rehearsed: (result: 'tried' | 'untried', seconds: number) => preflights.observe({ result }, seconds),
    watchFailed: (kind: string, relist: boolean) => {
      failures.inc({ kind });
      if (relist) relists.inc({ kind });
    },
    /** A pass has ended; duration in seconds. */
    passed: (record: PassRecord, result: PassEnd, healedKinds: readonly string[], seconds: number) => {
      passes.observe({ result }, seconds);
      for (const { kind, change } of record.drift) detected.inc({ kind, change });
      for (const { kind } of record.contested) rounds.inc({ kind });
      for (const kind of healedKinds) healed.inc({ kind });
      if (result === 'fenced') fenced.inc();
    },
  };
}
