import { openDatabase } from '#lib/data/client.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs services against that database. They find it through the process, which has one: worlds that live side by side
 * take turns.
 */
export function asWeb<T>(webUrl: string, work: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    const database = openDatabase(webUrl);
    try {
      return await work();
    } finally {
      await database.$disconnect();
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}
