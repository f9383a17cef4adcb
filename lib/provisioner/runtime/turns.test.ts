import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('work of one key goes one by one in the order of asking, and that of another does not wait', async () => {
  const inTurn = createTurns();
  const told: string[] = [];
  const gate = Promise.withResolvers<void>();
  const say =
    (word: string, until: Promise<void> = Promise.resolve()) =>
    async () => {
      told.push(`${word} begins`);
      await until;
      told.push(`${word} ends`);
      return word;
    };
  const first = inTurn('a', say('first', gate.promise));
  const second = inTurn('a', say('second'));
  expect(await inTurn('b', say('other'))).toBe('other');
  expect(told).toEqual(['first begins', 'other begins', 'other ends']);
  gate.resolve();
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(told.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

test('what fails is told to who asked, and the next one has its turn', async () => {
  const inTurn = createTurns();
  const failing = inTurn('a', () => Promise.reject(new Error('no')));
  const next = inTurn('a', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
