import { expect, it } from 'vitest';
import type { ObjectStatus } from '#lib/domain/condition.ts';
import { countContests, heldForMs, isContested, verdictOnContests } from './contest.ts';

const at = (ms: number) => new Date(1_790_000_000_000 + ms);
const quota: ObjectStatus = {
  kind: 'ResourceQuota',
  name: 'bailiwick',
  step: 'verified',
  tookMs: null,
  message: '',
  at: '',
};
const drift = {
  kind: 'ResourceQuota',
  name: 'bailiwick',
  change: 'edited',
  manager: 'helm',
  editedAt: null,
  held: false,
  fields: [],
} as const;
/** The object after repairs at these times. */
const after = (...times: number[]) => afterEdits(times.map((time) => [time, 'spec.hard.pods']));
const afterEdits = (edits: [number, string][]) =>
  edits.reduce<ObjectStatus[]>(
    (objects, [time, path]) =>
      countContests(
        [quota],
        objects,
        [{ ...drift, fields: [{ path, desired: '1', observed: '2' }] }],
        at(time),
      ),
    [quota],
  );

it('the third repair in a row makes a contest, repairs far apart do not', () => {
  expect(after(0, 4_900).some(isContested)).toBe(false);
  expect(after(0, 4_900, 9_800).some(isContested)).toBe(true);
  expect(after(0, 5_100, 10_200, 15_300).some(isContested)).toBe(false);
});

it('edits of different fields are no contest', () => {
  expect(
    afterEdits([
      [0, 'a'],
      [10, 'b'],
      [20, 'c'],
      [30, 'd'],
    ]).some(isContested),
  ).toBe(false);
});

it('a contested object is put back once a second', () => {
  const [object] = after(0, 10, 20);
  expect(heldForMs(object, at(20))).toBe(1_000);
  expect(heldForMs(object, at(700))).toBe(320);
  expect(heldForMs(object, at(1_020))).toBe(0);
  expect(heldForMs(after(0, 10)[0], at(11))).toBe(0);
  // Written by a replica whose clock was an hour ahead.
  expect(heldForMs(object, at(-3_600_000))).toBe(1_000);
});

it('a repair whose edit came in the middle of the one before delays the next one, and is no round', () => {
  const contested = after(0, 10, 20);
  const [object] = countContests([quota], contested, [], at(1_020), [quota]);
  expect(object?.contest?.count).toBe(3);
  expect(heldForMs(object, at(1_020))).toBe(1_000);
  const [first] = countContests([quota], after(0), [], at(500), [quota]);
  expect(first?.contest?.lastAt).toBe(at(0).toISOString());
});

it('says who, and is over after five quiet seconds', () => {
  const contested = after(0, 10, 20);
  expect(verdictOnContests(contested, at(30))).toEqual({
    message:
      'ResourceQuota bailiwick is changed again and again by helm. Bailiwick puts it back at most once a second.',
    retryInMs: 5_000,
  });
  const calm = countContests([quota], contested, [], at(5_020));
  expect(calm).toEqual([quota]);
  expect(verdictOnContests(calm, at(5_020))).toBeNull();
  expect(countContests([quota], contested, [], at(4_900)).some(isContested)).toBe(true);
});
