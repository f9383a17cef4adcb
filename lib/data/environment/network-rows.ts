import type { Queryable } from '../client.ts';

/** A live environment with what was observed of it; null before the provisioner's first look. */
export interface NetworkRow {
  id: string;
  slug: string;
  namespace: string;
  observed: { objects: unknown; changedAt: Date } | null;
}

/** All live environments of a team, by name. */
export async function listNetworkRows(db: Queryable, teamId: string): Promise<NetworkRow[]> {
  return db.environment.findMany({
    where: { teamId, finalizedAt: null },
    select: {
      id: true,
      slug: true,
      namespace: true,
      observed: { select: { objects: true, changedAt: true } },
    },
    orderBy: { slug: 'asc' },
  });
}
