import { expect, test } from 'vitest';
import { createGatheredReads } from './gathered-reads.ts';

/** A database that answers when it is told to. */
function openReads() {
  const asked: { ids: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const read = createGatheredReads<{ id: string }>((ids) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ id: string }[]>();
    const known = ids.filter((id) => id !== 'gone');
    asked.push({ ids, answer: () => resolve(known.map((id) => ({ id }))), fail: reject });
    return promise;
  });
  return { read, asked };
}

test('the first is read at once, and all that ask meanwhile together after it', async () => {
  const { read, asked } = openReads();
  const first = read('a');
  const more = [read('b'), read('a'), read('gone'), read('b')];
  expect(asked.map(({ ids }) => ids)).toEqual([['a']]);
  asked[0]?.answer();
  expect(await first).toEqual({ id: 'a' });
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]?.ids).toEqual(['b', 'a', 'gone']);
  asked[1]?.answer();
  expect(await Promise.all(more)).toEqual([{ id: 'b' }, { id: 'a' }, undefined, { id: 'b' }]);
});

test('a read that fails fails for those who wait for it, and the next is another one', async () => {
  const { read, asked } = openReads();
  const first = read('a');
  const second = read('b');
  asked[0]?.fail(new Error('no database'));
  await expect(first).rejects.toThrow('no database');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer();
  expect(await second).toEqual({ id: 'b' });
  const third = read('c');
  expect(asked).toHaveLength(3);
  asked[2]?.answer();
  expect(await third).toEqual({ id: 'c' });
});
