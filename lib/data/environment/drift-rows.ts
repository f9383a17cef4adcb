import type { Queryable } from '../client.ts';
import { containing } from '../contains.ts';
import type { Prisma } from '../generated/client.ts';
import { inTeams, type Scope } from '../scope.ts';

export interface DriftFilter {
  scope: Scope;
  team: string | undefined;
  environment: string | undefined;
  open: boolean | undefined;
  kind: string | undefined;
  change: string | undefined;
  manager: string | undefined;
  q: string | undefined;
}

function where({ scope, team, environment, open, kind, change, manager, q }: DriftFilter) {
  const ofEnvironment = {
    AND: [
      ...inTeams(scope).AND,
      ...(team === undefined ? [] : [{ team: { slug: team } }]),
      ...(environment === undefined ? [] : [{ slug: environment }]),
    ],
  };
  return {
    AND: [
      // Without a rule about it the environment is not asked for: counting everything needs no other table.
      ...(ofEnvironment.AND.length === 0 ? [] : [{ environment: ofEnvironment }]),
      ...(open === undefined ? [] : [open ? { healedAt: null } : { healedAt: { not: null } }]),
      ...(kind === undefined ? [] : [{ kind }]),
      ...(change === undefined ? [] : [{ change }]),
      ...(manager === undefined ? [] : [{ manager }]),
      ...(q === undefined
        ? []
        : [
            {
              OR: [
                { name: containing(q) },
                { manager: containing(q) },
                { environment: { namespace: containing(q) } },
              ],
            },
          ]),
    ],
  };
}

export async function countDriftRows(db: Queryable, filter: DriftFilter): Promise<number> {
  return db.driftEvent.count({ where: where(filter) });
}

export interface DriftOrder {
  sort: 'object' | 'environment' | 'manager' | 'detected';
  direction: 'asc' | 'desc';
  skip: number;
  take: number;
}

/** One page of drift; what is equal in the asked column comes newest first. */
export async function listDriftRows(
  db: Queryable,
  filter: DriftFilter,
  { sort, direction, skip, take }: DriftOrder,
) {
  const by: Record<DriftOrder['sort'], Prisma.DriftEventOrderByWithRelationInput[]> = {
    object: [{ kind: direction }, { name: direction }],
    environment: [{ environment: { namespace: direction } }],
    manager: [{ manager: { sort: direction, nulls: 'last' } }],
    detected: [{ detectedAt: direction }],
  };
  return db.driftEvent.findMany({
    where: where(filter),
    include: {
      environment: {
        select: {
          slug: true,
          namespace: true,
          team: { select: { slug: true } },
          classVersion: { select: { spec: true } },
        },
      },
    },
    orderBy: [...by[sort], { detectedAt: 'desc' }, { id: 'asc' }],
    skip,
    take,
  });
}
