import type { ObjectStatus } from '#lib/domain/condition.ts';
import type { Manifest } from '../desired/environment-spec.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { countContests, isContested, statusOf, verdictOnContests } from '../diff/contest.ts';
import type { Drift } from '../diff/drift.ts';
import { heldMessage } from '../diff/held-back.ts';
import type { Change, Observed } from '../diff/plan.ts';
import { computeObjects } from './object-status.ts';

/** What a pass did and saw. */
export interface PassSeen {
  desired: readonly Manifest[];
  /** How each change that was carried out went. */
  outcomes: readonly {
    change: Change;
    tookMs: number;
    object: ObservedObject | null;
    error: Error | null;
  }[];
  /** All changes that it found necessary when it began, carried out or not. */
  planned: readonly Pick<Change, 'kind' | 'name'>[];
  /** The cluster at its end, the namespace included. */
  observed: Observed;
  held: readonly Change[];
  drift: readonly Drift[];
}

/** What is known of the objects at the end of a pass. */
export interface ObjectsAfter {
  objects: ObjectStatus[];
  /** What is told for the first time. */
  drift: Drift[];
  /** Later rounds of a contest: counted on the row of its first, neither new nor worth a row each second. */
  contested: Drift[];
  /** What is said of contests, and when to look again (milliseconds); null where there are none. */
  contest: { message: string; retryInMs: number } | null;
}

/** The rows of the objects after a pass, its contests counted and its drift divided into news and rounds. */
export function objectsAfter(pass: PassSeen, previous: readonly ObjectStatus[], now: Date): ObjectsAfter {
  const results = pass.desired.map((manifest) => ({ manifest, ...resultFor(manifest, pass) }));
  const computed = computeObjects(results, previous, now.toISOString());
  const written = pass.outcomes.filter(({ error }) => error === null).map(({ change }) => change);
  const objects = countContests(computed, previous, pass.drift, now, written);
  const isAgain = (one: Drift) => isContested(statusOf(one, previous));
  // What a pause leaves as it is is counted, but nobody answers it.
  const answered = objects.filter(({ step }) => step !== 'held');
  return {
    objects,
    drift: pass.drift.filter((one) => !isAgain(one)),
    contested: pass.drift.filter(isAgain),
    contest: verdictOnContests(answered, now),
  };
}

function resultFor({ kind, metadata }: Manifest, { outcomes, planned, observed, held }: PassSeen) {
  const isIt = (change: Pick<Change, 'kind' | 'name'>) =>
    change.kind === kind && change.name === metadata.name;
  const outcome = outcomes.find(({ change }) => change.action !== 'prune' && isIt(change));
  const left = held.find(isIt);
  return {
    observed:
      observed.get(kind)?.find((object) => object.metadata.name === metadata.name) ?? outcome?.object ?? null,
    tookMs: outcome?.tookMs ?? null,
    error: outcome?.error?.message ?? null,
    held: left === undefined ? null : heldMessage(left),
    untouched: !planned.some(isIt),
  };
}
