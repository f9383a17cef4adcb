import type { Queryable } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { inTeams, type Scope } from '../scope.ts';

const shape = {
  team: { select: { id: true, slug: true, name: true } },
  classVersion: {
    include: {
      class: { include: { versions: { orderBy: { version: 'desc' }, take: 1, select: { version: true } } } },
    },
  },
  healingPauser: { select: { name: true } },
  status: true,
  requests: {
    where: { OR: [{ state: 'pending' }, { type: 'create-environment', state: 'approved' }] },
    select: { number: true, type: true, state: true },
    orderBy: { number: 'asc' },
  },
} satisfies Prisma.EnvironmentInclude;

/** A live environment with everything that its view shows, but the people. */
export interface EnvironmentWithStatus {
  id: string;
  slug: string;
  namespace: string;
  teamId: string;
  team: { id: string; slug: string; name: string };
  classVersion: {
    version: number;
    spec: unknown;
    class: { slug: string; name: string; versions: { version: number }[] };
  };
  quota: unknown;
  purpose: string;
  requestedBy: string;
  approvedBy: string | null;
  generation: number;
  expiresAt: Date | null;
  deleteAfter: Date | null;
  createdAt: Date;
  healingPausedAt: Date | null;
  healingPausedUntil: Date | null;
  healingPauseReason: string | null;
  healingPauser: { name: string } | null;
  status: {
    observedGeneration: number;
    allowed: unknown;
    quotaRevision: number;
    conditions: unknown;
    objects: unknown;
    usage: unknown;
    usageAt: Date | null;
    verifiedAt: Date | null;
  } | null;
  requests: { number: number; type: string; state: string }[];
}

/** The live environment of that team with that name, if the scope reaches it. */
export async function findEnvironmentRow(
  db: Queryable,
  scope: Scope,
  team: string,
  slug: string,
): Promise<EnvironmentWithStatus | null> {
  return db.environment.findFirst({
    where: { AND: [inTeams(scope), { team: { slug: team }, slug, finalizedAt: null }] },
    include: shape,
  });
}

/** Environments in the order of the ids. */
export async function loadEnvironmentRows(
  db: Queryable,
  ids: readonly string[],
): Promise<EnvironmentWithStatus[]> {
  const rows = await db.environment.findMany({ where: { id: { in: [...ids] } }, include: shape });
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** People by id, for environments that keep only ids. */
export async function findPersonRows(db: Queryable, ids: readonly string[]) {
  return db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, email: true },
  });
}

/** Takes a deletion back while its grace lasts, by the database's clock; false when it is too late. */
export async function keepEnvironment(tx: Queryable, id: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE environment SET delete_after = NULL, generation = generation + 1
    WHERE id = ${id}::uuid AND finalized_at IS NULL AND delete_after > now()`;
  return count === 1;
}
