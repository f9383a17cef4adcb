import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { ClaimRow } from '#lib/data/provisioner/environment-row.ts';
import { findCondition } from '#lib/domain/condition.ts';
import type { PassRecord } from '../ports.ts';

/** How a pass ended, for log and metrics; `fenced` means that its record was refused, since another replica had taken over. */
export type PassEnd = PassRecord['result'] | 'finalized' | 'fenced';

/** The end of a pass as it is told. */
export function endOf(record: PassRecord, saved: boolean): PassEnd {
  if (!saved) return 'fenced';
  return record.finalized ? 'finalized' : record.result;
}

/**
 * One line for a pass: at `info` where it did or found something, at `warn` where it did not get on, and at `debug`
 * where it left everything as it was.
 */
export function tellPass(log: Logger, row: ClaimRow, record: PassRecord, end: PassEnd, tookMs: number): void {
  const environment = `${row.team.slug}/${row.slug}`;
  const ready = findCondition(record.conditions, 'Ready');
  const isTrouble = end === 'retry' || end === 'stalled' || end === 'fenced';
  const isNews = record.drift.length > 0 || !isDeepStrictEqual(record.conditions, row.conditions);
  log[isTrouble ? 'warn' : isNews ? 'info' : 'debug'](
    {
      ...{ environment, generation: row.generation, pass: `${environment}#${row.fence}`, result: end },
      durationMs: Math.round(tookMs),
      drift: record.drift.length,
      ...(ready?.status === 'True' ? {} : { reason: ready?.reason, why: ready?.message }),
      ...(isTrouble ? { attempts: record.attempts, nextInMs: record.nextAttemptInMs } : {}),
    },
    'pass',
  );
}
