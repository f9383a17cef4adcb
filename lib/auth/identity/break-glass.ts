import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { getDatabase } from '#lib/data/client.ts';
import { recordRefusedCode, takeBreakGlass } from '#lib/data/identity/break-glass-rows.ts';
import { type Limit, takePoint } from '#lib/data/limits/take-point.ts';
import { tooManyRequests } from '#lib/domain/error.ts';
import { readCode } from '#lib/domain/identity/break-glass.ts';
import { clientAddress } from '../client-address.ts';
import { readLimits } from '../limits.ts';

/** The variable of break-glass, described for the reference. */
export const breakGlassVariables = z.object({
  BAILIWICK_BREAK_GLASS_MINUTES: z.coerce
    .number()
    .min(5)
    .max(8 * 60)
    .default(60)
    .describe('How long the local admin of a one-time code stays signed in.'),
});

// Whoever guesses is stopped long before 100 bits; without the database there is no code to check either.
const perAddress: Limit = { name: 'break-glass', points: 5, seconds: 60, withoutDatabase: 'refuse' };
const overall: Limit = { name: 'break-glass-all', points: 30, seconds: 60, withoutDatabase: 'refuse' };

/**
 * Signs the local admin in with a code from the server console; the identity provider is not asked. Answers the token of the
 * session, null for a code that is none. TOO_MANY_REQUESTS for whoever guesses.
 */
export async function breakGlass(
  typed: string,
  headers: { get(name: string): string | null },
): Promise<{ token: string; seconds: number } | null> {
  const from = clientAddress(headers, readLimits(process.env).trustedProxies);
  const waits = [await takePoint(perAddress, from), await takePoint(overall, 'all')];
  if (Math.max(...waits) > 0) throw tooManyRequests(Math.max(...waits));
  const { BAILIWICK_BREAK_GLASS_MINUTES: minutes } = breakGlassVariables.parse(process.env);
  const requestId = headers.get('x-request-id') ?? 'none';
  const code = readCode(typed);
  if (code === null) {
    await recordRefusedCode(getDatabase(), from, requestId);
    return null;
  }
  const token = randomBytes(32).toString('hex');
  const userAgent = headers.get('user-agent')?.slice(0, 300) ?? null;
  const use = { code, sessionToken: token, userAgent, lastsMs: minutes * 60_000, from, requestId };
  const isTaken = await getDatabase().$transaction((tx) => takeBreakGlass(tx, use));
  return isTaken ? { token, seconds: minutes * 60 } : null;
}
