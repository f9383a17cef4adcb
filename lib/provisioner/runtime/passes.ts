import type { Logger } from 'pino';
import type { Database } from '#lib/data/client.ts';
import { claimEnvironment } from '#lib/data/provisioner/claims.ts';
import { countRounds } from '#lib/data/provisioner/count-rounds.ts';
import { type ClaimRow, readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { savePass } from '#lib/data/provisioner/save-pass.ts';
import { wakeWaiting } from '#lib/data/provisioner/wake-waiting.ts';
import type { OpenSpan } from '#lib/trace/span.ts';
import { needsPass } from '../needs-pass.ts';
import type { Claim, Clock, ClusterPort, PassRecord } from '../ports.ts';
import { reconcile } from '../reconcile.ts';
import { freedCeiling, withBudget } from './budgeted-claim.ts';
import type { ObjectCache } from './cache.ts';
import { guardMove, withoutRereading } from './guard-move.ts';
import type { KnownEnvironments } from './known-environments.ts';
import type { Lease, Leases } from './leases.ts';
import type { Metrics } from './metrics.ts';
import { endOf, tellPass } from './tell-pass.ts';
import { tracePass } from './trace-pass.ts';
import type { InTurn } from './turns.ts';
import type { Wish, Wishes } from './wishes.ts';

/** What a pass needs besides its environment. */
export interface PassParts {
  database: Database;
  cache: ObjectCache;
  known: KnownEnvironments;
  leases: Leases;
  wishes: Wishes;
  /** The cluster for the time of one lease. */
  clusterFor: (lease: Lease) => ClusterPort;
  clock: Clock;
  /** By team: its budget is given to one pass after the other. */
  inTurn: InTurn;
  replica: string;
  metrics: Metrics;
  log: Logger;
}

/** What came of one run. */
export interface PassOutcome {
  namespace: string;
  /** Milliseconds until the next pass; null when nothing has to be done until somebody changes something. */
  nextInMs: number | null;
}

/**
 * One pass for one environment; null if there was nothing to do or another replica does it. What its rows call due is
 * claimed at once; else, if a look is wished, rows and watch cache are compared first, and only a difference is claimed.
 */
export async function runPass(
  id: string,
  { due, look }: Wish,
  parts: PassParts,
): Promise<PassOutcome | null> {
  const began = performance.now();
  const claimed = due ? await claimEnvironment(parts.database, id, parts.replica, false) : null;
  const row = claimed ?? (look ? await claimDifferent(id, parts) : null);
  if (row === null) return null;
  const { database, leases, known, metrics } = parts;
  metrics.claimed(row.takenFrom);
  known.add(id, row.namespace);
  const pass = async (lease: Lease, span: OpenSpan | null): Promise<PassOutcome | null> => {
    const cluster = parts.clusterFor(lease);
    const budget = await budgetedClaim(parts, row, cluster);
    if (budget === null) return null;
    const { budgeted, verdict } = budget;
    const claim = claimOf(budgeted);
    const reach = verdict === 'guarded' ? withoutRereading(cluster) : cluster;
    const record = await reconcile(claim, reach, parts.clock);
    forgetEchoes(claim, record, parts);
    lease.check();
    const ceiling = freedCeiling(budgeted, record.quotaSeen);
    const saved = await savePass(database, row, { ...record, ceiling, tookMs: performance.now() - began });
    if (saved) await countRounds(database, id, record.contested);
    if (saved && (ceiling !== null || record.finalized)) await wakeWaiting(database, row.teamId);
    const end = endOf(record, saved !== null);
    span?.set({ 'bailiwick.result': end, 'bailiwick.became_ready': record.becameReady });
    const tookMs = performance.now() - began;
    if (saved && record.becameReady && !row.everReady)
      metrics.becameReady((parts.clock.now().getTime() - row.createdAt.getTime()) / 1000);
    metrics.passed(record, end, saved?.healed ?? [], tookMs / 1000);
    tellPass(parts.log, row, record, end, tookMs);
    return { namespace: row.namespace, nextInMs: record.nextAttemptInMs };
  };
  return leases.hold(id, (lease) => tracePass(row, (span) => pass(lease, span)));
}

// A move that can't be is taken back first; then the pass works with what the rows say now.
async function budgetedClaim({ database, inTurn }: PassParts, row: ClaimRow, cluster: ClusterPort) {
  const first = await withBudget(database, row, inTurn);
  if (first === null) return null;
  const verdict = await guardMove(database, first, cluster);
  const budgeted = verdict === 'cancelled' ? await withBudget(database, row, inTurn) : first;
  return budgeted === null ? null : { budgeted, verdict };
}

async function claimDifferent(id: string, { database, cache, clock, replica, metrics }: PassParts) {
  const [row] = await readEnvironments(database, [id]);
  const found =
    row !== undefined && (row.isDue || needsPass(claimOf(row), cache.observe(row.namespace), clock.now()));
  metrics.compared(Number(found), Number(!found));
  return found ? claimEnvironment(database, id, replica, true) : null;
}

// What a pass writes comes back over the watches. Where nothing else did, there is nothing to look at afterwards.
function forgetEchoes(claim: Claim, record: PassRecord, { cache, clock, wishes }: PassParts): void {
  const { id, namespace } = claim.spec;
  if (!wishes.wantsLook(id)) return;
  const told = { ...claim, ...record, observedGeneration: claim.generation };
  const foreignPolicies = record.observed?.filter(({ foreign }) => foreign) ?? claim.foreignPolicies;
  if (!needsPass({ ...told, foreignPolicies }, cache.observe(namespace), clock.now())) wishes.hasSeen(id);
}

/** The row as the pure parts take it. */
export function claimOf(row: ClaimRow & Partial<Pick<Claim, 'waitsFor'>>): Claim {
  return { ...row, spec: row, waitsFor: row.waitsFor ?? null };
}
