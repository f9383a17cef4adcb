import { expect, test } from 'vitest';
import { createKnownEnvironments } from './known-environments.ts';

test('a reload answers what is new, and forgets what is final', async () => {
  const lists = [new Map([['a-dev', '1']]), new Map([['b-dev', '2']])];
  const known = createKnownEnvironments(async () => lists.shift() ?? new Map());
  expect(await known.reload()).toEqual(['1']);
  expect(known.idOf('a-dev')).toBe('1');
  expect(await known.reload()).toEqual(['2']);
  expect([known.has('1'), known.idOf('a-dev'), known.ids()]).toEqual([false, undefined, ['2']]);
});

test('what is added while a list is under way is not lost to the older list', async () => {
  const list = Promise.withResolvers<Map<string, string>>();
  const known = createKnownEnvironments(() => list.promise);
  const reloaded = known.reload();
  known.add('2', 'b-dev');
  list.resolve(new Map([['a-dev', '1']]));
  expect(await reloaded).toEqual(['1']);
  expect([known.idOf('a-dev'), known.idOf('b-dev'), known.ids().sort()]).toEqual(['1', '2', ['1', '2']]);
});
