import { expect, test } from 'vitest';
import { readList } from './read-list.ts';

const state = {
  name: 'state',
  label: 'State',
  options: [
    { value: '', label: 'Any' },
    { value: 'ready', label: 'Ready' },
  ],
};
const rules = { filters: [state], also: ['team'], sorts: ['name', 'created'], sortedBy: '-created' };
const read = (params: Record<string, string>) => readList('/list', params, rules);

test('an empty address is the whole list in its own order', () => {
  const { input, filtered, bar, table } = read({});
  expect(input).toEqual({ sort: 'created', direction: 'desc' });
  expect([filtered, bar.clearHref, table.sort.column]).toEqual([false, undefined, 'created']);
});

test('the address narrows, sorts and turns pages', () => {
  const { input, filtered, bar } = read({ q: 'pay', state: 'ready', team: 'a', sort: 'name', page: '2' });
  expect(input).toEqual({ q: 'pay', state: 'ready', team: 'a', sort: 'name', direction: 'asc', page: '2' });
  expect([filtered, bar.clearHref, bar.filters[0]?.value]).toEqual([true, '/list', 'ready']);
  expect(bar.keep).toEqual({ sort: 'name', team: 'a' });
});

test('what the list does not offer is left out', () => {
  expect(read({ state: 'broken', sort: '-password', other: 'x' }).input).toEqual({
    sort: 'created',
    direction: 'desc',
  });
});

test('a header sorts, keeps what is filtered, and begins at the first page', () => {
  const { sortHref } = read({ state: 'ready', sort: 'name', page: '3' }).table;
  expect(sortHref('name')).toBe('/list?state=ready&sort=-name');
  expect(sortHref('created')).toBe('/list?state=ready&sort=created');
});
