export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The state of a list from its address: the first value of each parameter, empty ones left out. */
export async function listParams(searchParams: SearchParams): Promise<Record<string, string>> {
  const entries = Object.entries(await searchParams).map(([name, value]): [string, string] => [
    name,
    (typeof value === 'string' ? value : value?.[0]) ?? '',
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The parameters that filter: those named, as far as they are set. */
export function picked(
  params: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
}
