import { AppError } from '#lib/domain/error.ts';
import { getDatabase, type Queryable } from '../client.ts';
import { isOutage } from '../outage.ts';

/**
 * All or nothing. Whoever locks a team does so before touching its requests, so that nobody waits in a circle. Where the
 * database is lost on the way it throws UNAVAILABLE: an answer that never came may have been a yes.
 */
export async function inTransaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  try {
    return await getDatabase().$transaction(work);
  } catch (error) {
    if (!isOutage(error)) throw error;
    const message =
      "The database did not answer. Reload the page to see whether your change was made, and try again if it wasn't.";
    throw new AppError('UNAVAILABLE', message, {}, 5);
  }
}
