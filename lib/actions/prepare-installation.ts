import { systemActor } from '#lib/auth/load-actor.ts';
import { ensureShippedClasses } from '#lib/services/class/ensure-shipped-classes.ts';
import { ensurePlatform } from '#lib/services/platform/ensure-platform.ts';
import { logUnexpected } from './log.ts';

/**
 * Gives a new installation its classes, and its network settings where the configuration says some. A database that
 * is away now is no reason not to start: /api/readyz tells.
 */
export async function prepareInstallation(): Promise<void> {
  try {
    const actor = systemActor('start');
    await ensureShippedClasses(actor);
    const { BAILIWICK_SUBJECT_PREFIX: subjectPrefix, BAILIWICK_INGRESS_NAMESPACE: ingressNamespace } =
      process.env;
    await ensurePlatform(actor, {
      ...(subjectPrefix ? { subjectPrefix } : {}),
      ...(ingressNamespace ? { ingressNamespace } : {}),
    });
  } catch (error) {
    logUnexpected(error, 'start');
  }
}
