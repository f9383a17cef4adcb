export type ListParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The same list with some of its state changed: null or '' removes a parameter; any change but that of the page goes back to the first page. */
export function listHref(
  pathname: string,
  params: ListParams,
  changes: Readonly<Record<string, string | number | null>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) query.append(name, one);
  }
  if (!('page' in changes)) query.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${pathname}?${text}` : pathname;
}

export type Sort = { column: string; direction: 'asc' | 'desc' };

/** Reads `sort=name` or `sort=-name`; anything that is not a sortable column is the fallback. */
export function readSort(value: unknown, columns: readonly string[], fallback: Sort): Sort {
  if (typeof value !== 'string') return fallback;
  const direction = value.startsWith('-') ? 'desc' : 'asc';
  const column = value.replace(/^-/, '');
  return columns.includes(column) ? { column, direction } : fallback;
}

/** What the `sort` parameter becomes when the column's header is pressed. */
export function nextSort(column: string, current: Sort | undefined): string {
  return current?.column === column && current.direction === 'asc' ? `-${column}` : column;
}
