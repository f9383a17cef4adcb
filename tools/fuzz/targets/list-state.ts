import fc from 'fast-check';
import { listHref, readSort } from '#components/ui/list-url.ts';
import { target } from '../target.ts';

const columns = ['name', 'created'];
const texts = fc.oneof(fc.constantFrom('name', '-name', 'created; DROP', '-', '2', '-1', '1e9'), fc.string());
const params = fc.dictionary(fc.constantFrom('q', 'sort', 'page', 'team', 'x'), texts);

export const listState = target(
  'list addresses',
  'an address sorts by known columns only, stays on its page of the portal, and keeps its other filters',
  [params, texts],
  (state, sort) => {
    const { column } = readSort(sort, columns, { column: 'name', direction: 'asc' });
    const url = URL.parse(listHref('/admin/teams', state, { sort }), 'https://portal.example');
    if (!columns.includes(column) || url === null) return false;
    const kept = ['q', 'team'].every((name) => (url.searchParams.get(name) ?? undefined) === state[name]);
    return kept && url.origin === 'https://portal.example' && url.pathname === '/admin/teams';
  },
);
