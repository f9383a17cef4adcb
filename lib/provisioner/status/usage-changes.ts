/** The keys of `now` that `known` has otherwise or not at all. What stays as it was needs no sample: each one holds until the next. */
export function usageChanges<Amounts extends { used: string; hard: string }>(
  known: Readonly<Record<string, Amounts>>,
  now: Readonly<Record<string, Amounts>>,
): Record<string, Amounts> {
  const isNews = ([key, { used, hard }]: [string, Amounts]) => {
    const before = Object.hasOwn(known, key) ? known[key] : undefined;
    return before?.used !== used || before.hard !== hard;
  };
  return Object.fromEntries(Object.entries(now).filter(isNews));
}
