import type { FieldManagerEntry, ObservedObject } from '../desired/observed-object.ts';

/** Entries of managers that wrote the object itself, without the fields: who, how and when. */
export function writersOf(entries: readonly FieldManagerEntry[] | undefined): FieldManagerEntry[] {
  return (entries ?? [])
    .filter(({ subresource }) => !subresource)
    .map(({ manager, operation, time }) => ({
      ...(manager !== undefined && { manager }),
      ...(operation !== undefined && { operation }),
      ...(time !== undefined && { time }),
    }));
}

/**
 * Who made the step from one version of an object to the next, by the API server's own record; null if it can't be told.
 * An edit that only takes fields away leaves no entry, so the newest of old entries is not its author.
 */
export function editorBetween(
  before: readonly FieldManagerEntry[],
  after: readonly FieldManagerEntry[],
  ours: string,
): string | null {
  const known = new Set(before.map(textOf));
  return (
    newestOf(after.filter((entry) => entry.manager !== ours && !known.has(textOf(entry))))?.manager ?? null
  );
}

/**
 * Who wrote last besides us: as the watch saw it, or, of an object seen for the first time, the newest entry that is not
 * older than our own. Null if it can't be told.
 */
export function lastForeignManager(observed: ObservedObject, ours: string): string | null {
  if (observed.editor !== undefined) return observed.editor;
  const entries = writersOf(observed.metadata.managedFields);
  const own = newestOf(entries.filter(({ manager }) => manager === ours))?.time ?? '';
  return (
    newestOf(entries.filter(({ manager, time }) => manager !== ours && (time ?? '') >= own))?.manager ?? null
  );
}

/** When that manager wrote the object last, as ISO 8601; null if the API server's record does not say. */
export function lastWriteOf(observed: ObservedObject, manager: string | null): string | null {
  if (manager === null) return null;
  const entries = writersOf(observed.metadata.managedFields).filter((entry) => entry.manager === manager);
  return newestOf(entries)?.time ?? null;
}

function newestOf(entries: readonly FieldManagerEntry[]): FieldManagerEntry | undefined {
  return [...entries].sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '')).at(-1);
}

function textOf({ manager, operation, time }: FieldManagerEntry): string {
  return `${manager}/${operation}/${time}`;
}
