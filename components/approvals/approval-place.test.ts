import { expect, test } from 'vitest';
import { approvalPlace, readNumber } from './approval-place.ts';

test('without a choice the first is shown', () => {
  expect(approvalPlace([4, 7, 9], undefined)).toEqual({
    selected: 4,
    previous: undefined,
    next: 7,
    after: 7,
  });
});

test('after the last one the one before it comes into view', () => {
  expect(approvalPlace([4, 7, 9], 9)).toEqual({ selected: 9, previous: 7, next: undefined, after: 7 });
});

test('one that was decided meanwhile stays in view, and the first comes next', () => {
  expect(approvalPlace([4, 7], 2)).toEqual({ selected: 2, previous: undefined, next: 4, after: 4 });
});

test('nothing waits', () => {
  expect(approvalPlace([], undefined).selected).toBeUndefined();
});

test.each([
  ['12', 12],
  ['0x1', undefined],
  ['-1', undefined],
  ['', undefined],
  [undefined, undefined],
])('number %s', (text, number) => {
  expect(readNumber(text)).toBe(number);
});
