import { setTimeout as pause } from 'node:timers/promises';
import type { SeededRandom } from '#tools/chaos/random.ts';
import { openSqlProxy } from '#tools/chaos/sql-proxy.ts';

/** A way to PostgreSQL that loses connections in the middle of transactions, and on which everything stands still for a while. */
export interface LossyWay {
  url: string;
  /** Of a thousand statements in transactions so many lose their connection; half of those commits stand all the same. */
  lose: (perMille: number) => void;
  /** For so many milliseconds no statement arrives; then all of them do. */
  stall: (ms: number) => void;
  close: () => Promise<void>;
}

/** Opens it; at first nothing is lost. */
export async function openLossyWay(url: string, random: SeededRandom): Promise<LossyWay> {
  const proxy = await openSqlProxy(Number(new URL(url).port));
  let [perMille, stalled]: [number, Promise<unknown> | null] = [0, null];
  proxy.decide(({ inTransaction, commits }) => {
    if (stalled !== null) return { kind: 'hold', until: stalled };
    if (!inTransaction || random.below(1000) >= perMille) return { kind: 'pass' };
    return commits && random.below(2) === 0 ? { kind: 'lose-answer' } : { kind: 'cut' };
  });
  return {
    url: proxy.through(url),
    lose: (next) => {
      perMille = next;
    },
    stall: (ms) => {
      stalled = pause(ms).then(() => {
        stalled = null;
      });
    },
    close: () => proxy.close(),
  };
}
