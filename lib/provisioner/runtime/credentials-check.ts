import type { Logger } from 'pino';
import type { Connection } from '#lib/k8s/connection.ts';

/** How often to look at the credentials, in milliseconds; looking also reads files that have changed. */
export const credentialsEveryMs = 5_000;

/** What is known of the end of our own credentials for the cluster. */
export interface CredentialsCheck {
  /** Looks, and warns once for each credential that ends within so many seconds. */
  look: () => Promise<void>;
  /** Seconds until they end, negative afterwards; null where they do not say. */
  secondsLeft: () => number | null;
}

/** Whoever rotates the credentials must do it before they end: nobody else would say so in time. */
export function createCredentialsCheck(
  connection: Pick<Connection, 'access'>,
  warnSeconds: number,
  log: Pick<Logger, 'warn'>,
): CredentialsCheck {
  let endsAt: number | null = null;
  let warnedOf: number | null = null;
  const secondsLeft = () => (endsAt === null ? null : Math.round((endsAt - Date.now()) / 1000));
  return {
    secondsLeft,
    look: async () => {
      endsAt = (await connection.access()).endsAt;
      const left = secondsLeft();
      if (left === null || left > warnSeconds || warnedOf === endsAt) return;
      warnedOf = endsAt;
      log.warn({ secondsLeft: left }, 'the credentials for the cluster end soon and were not renewed');
    },
  };
}
