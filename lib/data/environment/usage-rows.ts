import type { Queryable } from '../client.ts';

/** One point of a usage history: exact decimals in base units. */
export interface UsageRow {
  key: string;
  at: Date;
  used: string;
  hard: string;
}

/** History in buckets: the highest use and the last limit of each. Buckets without a sample are left out. */
export async function listUsageRows(
  db: Queryable,
  environmentId: string,
  from: Date,
  bucketMinutes: number,
): Promise<UsageRow[]> {
  return db.$queryRaw<UsageRow[]>`
    SELECT key, date_bin(${bucketMinutes} * interval '1 minute', at, 'epoch'::timestamptz) AS at,
      max(used)::text AS used, (array_agg(hard ORDER BY at DESC))[1]::text AS hard
    FROM usage_sample WHERE environment_id = ${environmentId}::uuid AND at >= ${from}
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
