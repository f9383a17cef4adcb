import { expect, test } from 'vitest';
import { percent } from './percent.ts';

test('every whole percent is told as itself, and nothing is rounded up', () => {
  for (let share = 0; share <= 150; share += 1) expect(percent(share / 100)).toBe(`${share} %`);
  expect([percent(0.9999), percent(0.0099)]).toEqual(['99 %', '0 %']);
});
