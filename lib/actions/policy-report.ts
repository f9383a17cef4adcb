import 'server-only';
import { z } from 'zod';
import { logger } from './log.ts';

const short = z.string().transform((text) => text.slice(0, 200));

// Addresses without their query: it may hold what somebody searched for.
const address = short.transform((text) => text.split(/[?#]/)[0] ?? '');

const old = z.object({
  'csp-report': z.object({
    'document-uri': address.optional(),
    'blocked-uri': address.optional(),
    'violated-directive': short.optional(),
  }),
});

const current = z.array(
  z.object({
    body: z.object({
      documentURL: address.optional(),
      blockedURL: address.optional(),
      effectiveDirective: short.optional(),
    }),
  }),
);

/** Writes what the content policy stopped to the log; text that is no such report is dropped. */
export function logPolicyReport(text: string): void {
  const json = parsed(text);
  const one = old.safeParse(json);
  const many = current.max(10).safeParse(json);
  const stopped = one.success
    ? [one.data['csp-report']]
    : many.success
      ? many.data.map(({ body }) => body)
      : [];
  for (const report of stopped) logger.warn({ report }, 'content policy stopped something');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
