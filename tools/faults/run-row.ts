import { AppError } from '#lib/domain/error.ts';
import { until } from '#tools/test/until.ts';
import { checkInvariants } from './check-invariants.ts';
import { asDesired } from './invariants/as-desired.ts';
import type { FaultRow } from './row.ts';
import type { Grounds } from './world/grounds.ts';
import { holdingsOf } from './world/holdings.ts';
import { withOwnControlPlane } from './world/own-control-plane.ts';
import { withOwnDatabase } from './world/own-database.ts';
import { patienceMs } from './world/patience.ts';
import type { Timing } from './world/timing.ts';
import { openWorld, type World, type WorldOptions } from './world/world.ts';

/** What came of a row. */
export interface RowResult {
  row: number;
  seed: number;
  /** Milliseconds from the end of the fault until everything was as agreed. */
  convergedMs: number;
  /** What else was timed, and that. */
  timings: Timing[];
  /** What was broken, in words; none if the row holds. */
  violations: string[];
}

/** Runs one row in a world of its own: everything Ready, the fault, and then all invariants. */
export function runRow(row: FaultRow, grounds: Grounds, options: WorldOptions): Promise<RowResult> {
  if (row.ownControlPlane === true)
    return withOwnControlPlane(grounds, (own) => runIn(row, own, options), row.spendsControlPlane);
  if (row.ownDatabase === true) return withOwnDatabase(grounds, (own) => runIn(row, own, options));
  return runIn(row, grounds, options);
}

async function runIn(row: FaultRow, grounds: Grounds, options: WorldOptions): Promise<RowResult> {
  const world = await openWorld(grounds, options);
  try {
    const problem = await prepare(world, row)
      .then(() => row.run(world))
      .then(() => null, inWords);
    const { convergedMs: ms, violations: broken } = await checkInvariants(world);
    const violations = [...(problem === null ? [] : [problem]), ...broken];
    const logs = violations.length > 0 ? world.replicas.map((replica) => endOfLog(replica.log())) : [];
    return {
      row: row.number,
      seed: options.seed,
      convergedMs: ms,
      timings: [{ what: 'as agreed', ms, goalMs: row.budgetSeconds * 1000 }, ...world.timings],
      violations: [...violations, ...logs],
    };
  } finally {
    await world.close();
  }
}

/** How to repeat what a row did with a seed. */
export function repeatCommand({ row, seed }: Pick<RowResult, 'row' | 'seed'>): string {
  return `npm run soak -- faults --row ${row} --seed ${seed}`;
}

async function prepare(world: World, { environments: wanted = 2 }: FaultRow): Promise<void> {
  const environments = typeof wanted === 'number' ? wanted : wanted(world);
  world.baseLine = await holdingsOf(world, await world.startReplica('one'));
  for (let count = 0; count < environments; count += 1) await world.people.approve(`e${count}`);
  const isReady = async () => (await asDesired.check(world)).length === 0;
  const deadlineMs = patienceMs + environments * 3_000;
  await until(isReady, { deadlineMs, what: 'the environments to be Ready before the fault' });
}

function inWords(error: unknown): string {
  if (error instanceof AppError) return `${error.message} ${JSON.stringify(error.fieldErrors)}`;
  return error instanceof Error ? error.message : String(error);
}

function endOfLog(log: string): string {
  return `the provisioner's log ends with:\n${log.trimEnd().split('\n').slice(-12).join('\n')}`;
}
