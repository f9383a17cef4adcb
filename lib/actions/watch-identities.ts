import { setTimeout as delay } from 'node:timers/promises';
import { forgetUnvouched, recheckDue } from '#lib/auth/identity/recheck.ts';
import { readAuthSettings } from '#lib/auth/settings.ts';
import { logger } from './log.ts';

const everyMs = 3000;
// Of rounds: what is looked for then changes in hours.
const rarely = 100;

/** Asks the identity provider about whoever is due, until the process ends. Without settings nobody signs in either. */
export async function watchIdentities(env: Record<string, string | undefined>): Promise<void> {
  if (!env.OIDC_ISSUER) return;
  const settings = readAuthSettings(env);
  let failures = 0;
  for (let round = 0; ; round += 1) {
    try {
      if (round % rarely === 0) await forgetUnvouched(settings);
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
