const first = [
  'requests.cpu',
  'limits.cpu',
  'requests.memory',
  'limits.memory',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
  'requests.storage',
  'persistentvolumeclaims',
  'pods',
];

/** For sorting quota keys: compute, storage and pods first, the others by name. JSON columns keep no order. */
export function compareKeys(a: string, b: string): number {
  const place = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);
  return place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0);
}
