import { systemActor } from '#lib/auth/load-actor.ts';
import { ensureShippedClasses } from '#lib/services/class/ensure-shipped-classes.ts';
import { logUnexpected } from './log.ts';

/** Gives a new installation its classes. A database that is away now is no reason not to start: /api/readyz tells. */
export async function prepareInstallation(): Promise<void> {
  try {
    await ensureShippedClasses(systemActor('start'));
  } catch (error) {
    logUnexpected(error, 'start');
  }
}
