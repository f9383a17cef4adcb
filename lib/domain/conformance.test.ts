import { expect, test } from 'vitest';
import { type CheckOutcome, scoreOf, scoreText } from './conformance.ts';

const results = (...outcomes: CheckOutcome[]) => outcomes.map((outcome) => ({ outcome }));

test('a score counts each outcome once', () => {
  const score = scoreOf(results('pass', 'pass', 'by-design', 'fail', 'error'));
  expect(score).toEqual({ passed: 2, byDesign: 1, failed: 1, errors: 1, total: 5 });
});

test('what is by design is told beside what passed, never among it', () => {
  expect(scoreText(scoreOf(results('pass', 'pass')))).toBe('2 of 2');
  expect(scoreText(scoreOf(results('pass', 'by-design', 'fail')))).toBe('1 of 3, 1 by design');
});
