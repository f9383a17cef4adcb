import { setTimeout as delay } from 'node:timers/promises';
import { recheckDue } from '#lib/auth/identity/recheck.ts';
import { readAuthSettings } from '#lib/auth/settings.ts';
import { logger } from './log.ts';

const everyMs = 3000;

/** Asks the identity provider about whoever is due, until the process ends. Without settings nobody signs in either. */
export async function watchIdentities(env: Record<string, string | undefined>): Promise<void> {
  if (!env.OIDC_ISSUER) return;
  const settings = readAuthSettings(env);
  let failures = 0;
  for (;;) {
    try {
      while ((await recheckDue(settings)) > 0) failures = 0;
      failures = 0;
    } catch (err) {
      failures += 1;
      logger[failures === 1 ? 'warn' : 'debug'](
        { err, failures },
        'asking the identity provider again failed',
      );
    }
    await delay(everyMs, undefined, { ref: false });
  }
}
