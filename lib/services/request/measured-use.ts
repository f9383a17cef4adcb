import type { Queryable } from '#lib/data/client.ts';
import { listUseRows, type UseQuestion, type UseRow } from '#lib/data/usage/use-rows.ts';
import type { UseBucket } from '#lib/domain/evidence/use-window.ts';
import { type Quantity, quantityFromDecimal } from '#lib/domain/quantity.ts';
import { measureOf } from '#lib/domain/resource-key.ts';

/** What was measured of one key of one subject; the limit is the one that held last. */
export interface MeasuredKey {
  buckets: UseBucket[];
  lastHard: Quantity;
}

/** The measured use for each question by its number, key by key; what was not measured is missing. */
export async function measuredUse(
  db: Queryable,
  questions: readonly UseQuestion[],
  days: number,
): Promise<Map<number, Map<string, MeasuredKey>>> {
  const found = new Map<number, Map<string, MeasuredKey>>();
  for (const row of await listUseRows(db, questions, days)) {
    const keys = found.get(row.no) ?? new Map<string, MeasuredKey>();
    const amount = amountOf(row.key);
    const measured = keys.get(row.key) ?? { buckets: [], lastHard: amount(row.lastHard) };
    measured.buckets.push(bucketOf(row, amount));
    measured.lastHard = amount(row.lastHard);
    found.set(row.no, keys.set(row.key, measured));
  }
  return found;
}

function amountOf(key: string): (text: string) => Quantity {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  return (text) => quantityFromDecimal(text, format);
}

function bucketOf({ at, minutes, peak, last }: UseRow, amount: (text: string) => Quantity): UseBucket {
  return { at: at.getTime(), minutes, peak: amount(peak), last: amount(last) };
}
