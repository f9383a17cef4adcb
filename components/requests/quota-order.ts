import { shippedClasses } from '#lib/domain/shipped-classes.ts';

const known = Object.keys(shippedClasses[0]?.spec.quota ?? {});

/** Quota keys as people look for them: CPU, memory, storage, then objects. The database keeps no order of keys. */
export function inQuotaOrder(keys: readonly string[]): string[] {
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  return keys.toSorted((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
