/**
 * Reads rows by their key, one query at a time: what is asked for while one is under way is read together by the next, which
 * begins after the asking and so is new enough for all of them. Undefined where there is no such row; all of a read that fails fail alike.
 */
export function createGatheredReads<Row extends { id: string }>(
  read: (ids: readonly string[]) => Promise<Row[]>,
): (id: string) => Promise<Row | undefined> {
  let isReading = false;
  let next: { ids: Set<string>; rows: PromiseWithResolvers<Map<string, Row>> } | null = null;

  async function run(): Promise<void> {
    isReading = true;
    while (next !== null) {
      const { ids, rows } = next;
      next = null;
      await read([...ids]).then(
        (found) => rows.resolve(new Map(found.map((row) => [row.id, row]))),
        rows.reject,
      );
    }
    isReading = false;
  }

  return async (id) => {
    next ??= { ids: new Set(), rows: Promise.withResolvers() };
    next.ids.add(id);
    const { promise } = next.rows;
    if (!isReading) void run();
    return (await promise).get(id);
  };
}
