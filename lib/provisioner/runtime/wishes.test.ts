import { expect, test } from 'vitest';
import { createWishes } from './wishes.ts';

test('several wishes of one environment are one, and taken they are gone', () => {
  const woken: string[] = [];
  const wishes = createWishes((id) => woken.push(id));
  wishes.due('a');
  wishes.look('a');
  wishes.look('a');
  expect(woken).toEqual(['a', 'a', 'a']);
  expect(wishes.take('a')).toEqual({ due: true, look: true });
  expect(wishes.take('a')).toEqual({ due: false, look: false });
});

test('who has just looked looks no more, but is still due', () => {
  const wishes = createWishes(() => undefined);
  wishes.due('a');
  wishes.look('a');
  wishes.hasSeen('a');
  expect(wishes.wantsLook('a')).toBe(false);
  expect(wishes.take('a')).toEqual({ due: true, look: false });
});

test('what could not be done is put back beside what came meanwhile, and wakes nobody', () => {
  const woken: string[] = [];
  const wishes = createWishes((id) => woken.push(id));
  wishes.look('a');
  const wish = wishes.take('a');
  wishes.due('a');
  wishes.putBack('a', wish);
  expect(woken).toEqual(['a', 'a']);
  expect(wishes.take('a')).toEqual({ due: true, look: true });
});
