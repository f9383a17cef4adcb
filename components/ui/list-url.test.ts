import { describe, expect, it } from 'vitest';
import { listHref, nextSort, readSort } from './list-url.ts';

describe('listHref', () => {
  it.each([
    [{}, {}, '/x'],
    [{ q: 'a b' }, {}, '/x?q=a+b'],
    [{ q: 'a', page: '3' }, { sort: '-age' }, '/x?q=a&sort=-age'],
    [{ q: 'a', page: '3' }, { page: 4 }, '/x?q=a&page=4'],
    [{ q: 'a', page: '3' }, { page: null }, '/x?q=a'],
    [{ q: 'a' }, { q: '' }, '/x'],
    [{ state: ['a', 'b'], none: undefined }, {}, '/x?state=a&state=b'],
  ])('%j with %j is %s', (params, changes, href) => {
    expect(listHref('/x', params, changes)).toBe(href);
  });
});

describe('sort', () => {
  const fallback = { column: 'age', direction: 'desc' } as const;
  it.each([
    ['name', { column: 'name', direction: 'asc' }],
    ['-name', { column: 'name', direction: 'desc' }],
    ['password', fallback],
    ['', fallback],
    [['name'], fallback],
    [undefined, fallback],
  ])('%j reads as %j', (value, sort) => {
    expect(readSort(value, ['name', 'age'], fallback)).toEqual(sort);
  });

  it('turns around when the same header is pressed again', () => {
    expect(nextSort('name', undefined)).toBe('name');
    expect(nextSort('name', { column: 'name', direction: 'asc' })).toBe('-name');
    expect(nextSort('name', { column: 'name', direction: 'desc' })).toBe('name');
    expect(nextSort('age', { column: 'name', direction: 'asc' })).toBe('age');
  });
});
