import type { Queryable } from '../client.ts';

/** Whose use of which keys is asked for, until when; `no` tells the answers apart. */
export interface UseQuestion {
  no: number;
  /** An environment, or a team as the sum of its environments. */
  subject: string;
  keys: readonly string[];
  until: Date;
}

/** One bucket of use in base units, exact; `minutes` is 0 for what held when the stretch began. */
export interface UseRow {
  no: number;
  key: string;
  at: Date;
  minutes: number;
  peak: string;
  last: string;
  /** The hard limit at its end. */
  lastHard: string;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Rolled-up use over the days before a moment, for many questions at once: hours, and for the hour that is not over
 * pieces of five minutes. A bucket like the one before has no row. Nothing where the roll-up is hours behind the moment:
 * what is not known must not look like no use.
 */
export async function listUseRows(
  db: Queryable,
  questions: readonly UseQuestion[],
  days: number,
): Promise<UseRow[]> {
  const wishes = questions.flatMap(({ no, subject, keys, until }) => {
    const since = new Date(Math.floor((until.getTime() - days * day) / hour) * hour);
    return keys.map((key) => ({ no, subject, key, since, until }));
  });
  if (wishes.length === 0) return [];
  return db.$queryRaw<UseRow[]>`
    WITH done AS (SELECT max(done_until) FILTER (WHERE minutes = 60) AS hours, max(done_until) FILTER (WHERE minutes = 5) AS pieces
      FROM usage_rollup_mark)
    SELECT w.no, w.key, r.at, r.minutes, r.peak::text, r.last_used::text AS last, r.last_hard::text AS "lastHard"
    FROM jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb) AS w (no int, subject uuid, key text, since timestamptz, until timestamptz)
      CROSS JOIN done
      CROSS JOIN LATERAL (SELECT least(date_bin('1 hour', w.until, 'epoch'), coalesce(done.hours, w.since)) AS at) AS coarse
      CROSS JOIN LATERAL (
        SELECT u.at, 60 AS minutes, peak, last_used, last_hard FROM usage_rollup u
        WHERE u.subject_id = w.subject AND u.minutes = 60 AND u.key = w.key AND u.at >= w.since AND u.at < coarse.at
        UNION ALL SELECT u.at, 5, peak, last_used, last_hard FROM usage_rollup u
        WHERE u.subject_id = w.subject AND u.minutes = 5 AND u.key = w.key AND u.at >= coarse.at AND u.at <= w.until - interval '5 minutes'
        UNION ALL (SELECT w.since, 0, last_used, last_used, last_hard FROM usage_rollup u
          WHERE u.subject_id = w.subject AND u.minutes = 60 AND u.key = w.key AND u.at < w.since ORDER BY u.at DESC LIMIT 1)) AS r
    WHERE done.pieces > w.until - interval '2 hours'
    ORDER BY w.no, w.key, r.at, r.minutes`;
}
