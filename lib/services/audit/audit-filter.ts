import type { z } from 'zod';
import type { AuditFilter } from '#lib/data/audit/audit-rows.ts';
import type { exportAuditEventsInput } from '#lib/domain/inputs/audit.ts';

/** The filter of a query; a day given as the end means that whole day. */
export function auditFilter(values: z.output<typeof exportAuditEventsInput>): AuditFilter {
  const { team, from, to, ...rest } = values;
  return {
    ...rest,
    teamSlug: team,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : endOf(to),
  };
}

function endOf(text: string): Date {
  const time = new Date(text);
  return text.includes('T') ? time : new Date(time.getTime() + 24 * 3_600_000);
}
