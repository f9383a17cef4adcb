import type { Filter } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort, type Sort } from '#components/ui/list-url.ts';
import { picked } from './list-params.ts';

type ListRules = {
  filters?: readonly Filter[] | undefined;
  /** Other parameters that narrow the list and have no control of their own. */
  also?: readonly string[] | undefined;
  sorts: readonly string[];
  /** How it is sorted unless asked otherwise, written as in the address: "name", "-created". */
  sortedBy: string;
};

/** A list as its address asks for it, ready for the service and for each part of the page. */
export type ListState = {
  path: string;
  params: Readonly<Record<string, string>>;
  input: Record<string, string>;
  filtered: boolean;
  bar: {
    action: string;
    filters: readonly Filter[];
    keep: Record<string, string | undefined>;
    clearHref: string | undefined;
  };
  table: { sort: Sort; sortHref: (column: string) => string };
};

/** Reads the state of a list; a choice that the list does not offer counts as none. */
export function readList(
  path: string,
  params: Readonly<Record<string, string>>,
  { filters = [], also = [], sorts, sortedBy }: ListRules,
): ListState {
  const sort = readSort(
    params.sort,
    sorts,
    readSort(sortedBy, sorts, { column: sortedBy, direction: 'asc' }),
  );
  const offered = filters.filter(({ name, options }) => options.some(({ value }) => value === params[name]));
  const narrowed = picked(params, ['q', ...also, ...offered.map(({ name }) => name)]);
  const filtered = Object.keys(narrowed).length > 0;
  return {
    path,
    params,
    input: { ...narrowed, ...picked(params, ['page']), sort: sort.column, direction: sort.direction },
    filtered,
    bar: {
      action: path,
      filters: filters.map((filter) => ({ ...filter, value: narrowed[filter.name] })),
      keep: picked(params, ['sort', ...also]),
      clearHref: filtered ? path : undefined,
    },
    table: { sort, sortHref: (column) => listHref(path, params, { sort: nextSort(column, sort) }) },
  };
}
