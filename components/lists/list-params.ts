export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The state of a list from its address: the first value of each parameter, empty ones left out. */
export async function listParams(searchParams: SearchParams): Promise<Record<string, string>> {
  const entries = Object.entries(await searchParams).map(([name, value]): [string, string] => [
    name,
    (typeof value === 'string' ? value : value?.[0]) ?? '',
  ]);
  return Object.fromEntries(entries.map(usable).filter(([, value]) => value !== ''));
}

// An address that was typed or cut must show a list, not an error page.
function usable([name, value]: [string, string]): [string, string] {
  if (name === 'page') return [name, /^[1-9]\d{0,5}$/.test(value) ? value : ''];
  return [name, name === 'q' ? value.trim().slice(0, 100) : value];
}

/** The parameters that filter: those named, as far as they are set. */
export function picked(
  params: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
}
