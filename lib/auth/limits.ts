import { z } from 'zod';
import type { Limit } from '#lib/data/limits/take-point.ts';

/** What is limited: changes, questions (search, previews, exports), what the cluster is asked to try, sign-ins, and reports of browsers. */
export type LimitedKind = 'writes' | 'questions' | 'preflights' | 'sign-ins' | 'reports';

/** How often each may be done, and how many proxies stand in front. */
export interface LimitSettings {
  trustedProxies: number;
  perPerson: Record<LimitedKind, Limit>;
  perAddress: Record<LimitedKind, Limit>;
}

// Many people share an office's address, so an address has ten times what a person has.
const peopleBehindAddress = 10;

const perMinute = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);

/** The variables of the limits, described for the reference. */
export const limitVariables = z.object({
  BAILIWICK_TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe(
      'How many reverse proxies stand in front; with a wrong number everybody counts as the nearest proxy.',
    ),
  BAILIWICK_WRITES_PER_MINUTE: perMinute(120).describe('Changes that a person may make in a minute.'),
  BAILIWICK_QUESTIONS_PER_MINUTE: perMinute(300).describe('Searches, previews and exports.'),
  BAILIWICK_PREFLIGHTS_PER_MINUTE: perMinute(30).describe(
    'What the cluster is asked to try before a request.',
  ),
  BAILIWICK_SIGN_INS_PER_MINUTE: perMinute(20).describe('Attempts to sign in.'),
});

/** Reads the limits from the environment; the error names each variable that is wrong. */
export function readLimits(env: Record<string, string | undefined>): LimitSettings {
  const parsed = limitVariables.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`The limits are not configured: ${wrong}`);
  }
  const { data } = parsed;
  const points: Record<LimitedKind, number> = {
    writes: data.BAILIWICK_WRITES_PER_MINUTE,
    questions: data.BAILIWICK_QUESTIONS_PER_MINUTE,
    preflights: data.BAILIWICK_PREFLIGHTS_PER_MINUTE,
    'sign-ins': data.BAILIWICK_SIGN_INS_PER_MINUTE,
    reports: 20,
  };
  return {
    trustedProxies: data.BAILIWICK_TRUSTED_PROXIES,
    perPerson: limitsOf(points, 'person', 1),
    perAddress: limitsOf(points, 'address', peopleBehindAddress),
  };
}

function limitsOf(points: Record<LimitedKind, number>, by: string, times: number) {
  const limit = (kind: LimitedKind): Limit => ({
    name: `${kind}-${by}`,
    points: points[kind] * times,
    seconds: 60,
    withoutDatabase: kind === 'writes' ? 'refuse' : 'count-here',
  });
  const kinds = { writes: limit('writes'), questions: limit('questions'), preflights: limit('preflights') };
  return { ...kinds, 'sign-ins': limit('sign-ins'), reports: limit('reports') };
}
