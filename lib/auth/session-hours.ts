import { z } from 'zod';

const hours = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .max(24 * 30)
    .default(fallback);

/** How long sessions live, described for the reference. */
export const sessionVariables = {
  BAILIWICK_SESSION_IDLE_HOURS: hours(8).describe('Hours without a request after which a session ends.'),
  BAILIWICK_SESSION_MAX_HOURS: hours(24).describe('Hours after which any session ends.'),
};

/** How long a session lives without use, in seconds, and at most, in milliseconds. */
export function readSessionHours(env: Record<string, string | undefined>): {
  idleSeconds: number;
  absoluteMs: number;
} {
  const data = z.object(sessionVariables).parse(env);
  return {
    idleSeconds: Math.round(data.BAILIWICK_SESSION_IDLE_HOURS * 3600),
    absoluteMs: data.BAILIWICK_SESSION_MAX_HOURS * 3_600_000,
  };
}
