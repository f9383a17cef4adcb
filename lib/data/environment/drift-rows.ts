import type { Queryable } from '../client.ts';
import { inTeams, type Scope } from '../scope.ts';

export interface DriftFilter {
  scope: Scope;
  team: string | undefined;
  environment: string | undefined;
  open: boolean | undefined;
  kind: string | undefined;
  q: string | undefined;
}

function where({ scope, team, environment, open, kind, q }: DriftFilter) {
  const contains = (text: string) => ({ contains: text, mode: 'insensitive' as const });
  const ofEnvironment = {
    AND: [
      inTeams(scope),
      ...(team === undefined ? [] : [{ team: { slug: team } }]),
      ...(environment === undefined ? [] : [{ slug: environment }]),
    ],
  };
  return {
    AND: [
      { environment: ofEnvironment },
      ...(open === undefined ? [] : [open ? { healedAt: null } : { healedAt: { not: null } }]),
      ...(kind === undefined ? [] : [{ kind }]),
      ...(q === undefined
        ? []
        : [
            {
              OR: [
                { name: contains(q) },
                { manager: contains(q) },
                { environment: { namespace: contains(q) } },
              ],
            },
          ]),
    ],
  };
}

export async function countDriftRows(db: Queryable, filter: DriftFilter): Promise<number> {
  return db.driftEvent.count({ where: where(filter) });
}

/** Drift by time, newest first unless asked otherwise. */
export async function listDriftRows(
  db: Queryable,
  filter: DriftFilter,
  { direction, skip, take }: { direction: 'asc' | 'desc'; skip: number; take: number },
) {
  return db.driftEvent.findMany({
    where: where(filter),
    include: { environment: { select: { slug: true, namespace: true, team: { select: { slug: true } } } } },
    orderBy: [{ detectedAt: direction }, { id: 'asc' }],
    skip,
    take,
  });
}
