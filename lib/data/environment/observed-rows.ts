import type { Queryable } from '../client.ts';

/** What the provisioner saw of an environment last; null before its first look. */
export async function findObservedRow(
  db: Queryable,
  environmentId: string,
): Promise<{ objects: unknown; changedAt: Date } | null> {
  return db.observedState.findUnique({
    where: { environmentId },
    select: { objects: true, changedAt: true },
  });
}
