import type { Contest, ObjectStatus } from '#lib/domain/condition.ts';
import type { Drift } from './drift.ts';
import type { Change } from './plan.ts';

// Repairs of the same field that follow each other sooner than this are of one contest, which ends when it is quiet for
// as long.
const quietMs = 5_000;
const contestedFrom = 3;
const repairEveryMs = 1_000;

/** Whether somebody else writes this object again and again. */
export function isContested(object: Pick<ObjectStatus, 'contest'> | undefined): boolean {
  return (object?.contest?.count ?? 0) >= contestedFrom;
}

/**
 * Milliseconds until a contested object may be put back again; 0 if it may be now. Never longer than between two repairs,
 * also where another replica, whose clock is ahead, wrote the time.
 */
export function heldForMs(object: ObjectStatus | undefined, now: Date): number {
  if (object?.contest === undefined || !isContested(object)) return 0;
  const leftMs = Date.parse(object.contest.lastAt) + repairEveryMs - now.getTime();
  return Math.min(repairEveryMs, Math.max(0, leftMs));
}

/** The status row of the object of a change. */
export function statusOf(
  { kind, name }: Pick<Change, 'kind' | 'name'>,
  objects: readonly ObjectStatus[],
): ObjectStatus | undefined {
  return objects.find((object) => object.kind === kind && object.name === name);
}

/**
 * The objects after a pass with what is known of contests: counted where the pass put something back, over where it is
 * quiet. What was `written` without being drift, because the edit came in the middle of the repair before, is no new
 * round, but the next one is not due sooner for it.
 */
export function countContests(
  objects: readonly ObjectStatus[],
  previous: readonly ObjectStatus[],
  drift: readonly Drift[],
  now: Date,
  written: readonly Pick<Change, 'kind' | 'name'>[] = [],
): ObjectStatus[] {
  return objects.map((object) => {
    const before = statusOf(object, previous)?.contest;
    const isRecent = before !== undefined && now.getTime() - Date.parse(before.lastAt) < quietMs;
    const isIt = ({ kind, name }: Pick<Change, 'kind' | 'name'>) =>
      kind === object.kind && name === object.name;
    const again = drift.find(isIt);
    const contest = again
      ? nextRound(again, isRecent ? before : undefined, now)
      : afterWrite(before, written.some(isIt), now);
    return contest !== undefined && (again || isRecent) ? { ...object, contest } : object;
  });
}

function afterWrite(before: Contest | undefined, wasWritten: boolean, now: Date): Contest | undefined {
  if (before === undefined || !wasWritten || before.count < contestedFrom) return before;
  return { ...before, lastAt: now.toISOString() };
}

function nextRound(drift: Drift, before: Contest | undefined, now: Date): Contest {
  const paths = drift.fields.map(({ path }) => path);
  const isSame =
    before !== undefined &&
    (isEqual(paths, before.paths) || paths.some((path) => before.paths.includes(path)));
  return {
    count: isSame ? before.count + 1 : 1,
    lastAt: now.toISOString(),
    paths,
    manager: drift.manager ?? (isSame ? before.manager : null),
  };
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}

/** What to say of contested objects, and when to look again, in milliseconds; null if there are none. */
export function verdictOnContests(
  objects: readonly ObjectStatus[],
  now: Date,
): { message: string; retryInMs: number } | null {
  const contested = objects.filter(isContested);
  if (contested.length === 0) return null;
  const names = contested.map(
    ({ kind, name, contest }) =>
      `${kind} ${name} is changed again and again by ${contest?.manager ?? 'somebody'}.`,
  );
  const held = contested.filter(({ step }) => step !== 'verified').map((object) => heldForMs(object, now));
  const retryInMs = held.length > 0 ? Math.max(50, Math.min(...held)) : quietMs;
  return { message: `${names.join(' ')} Bailiwick puts it back at most once a second.`, retryInMs };
}
