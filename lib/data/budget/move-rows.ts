import type { Queryable } from '../client.ts';

/** Everything of a new move; amounts as they are granted, values in base units. */
export interface NewMove {
  teamId: string;
  fromId: string;
  toId: string;
  key: string;
  amount: string;
  fromBefore: string;
  fromAfter: string;
  toBefore: string;
  toAfter: string;
  fromValue: string;
  toValue: string;
  askedBy: string;
}

/** A move with the names that its history shows. */
export interface MoveRow {
  id: string;
  key: string;
  amount: string;
  state: string;
  problem: string | null;
  createdAt: Date;
  from: { slug: string };
  to: { slug: string };
  asker: { name: string };
}

export async function insertMove(tx: Queryable, data: NewMove): Promise<string> {
  return (await tx.quotaMove.create({ data, select: { id: true } })).id;
}

/** Whether one of these environments gives or gets something right now. */
export async function isMoving(tx: Queryable, ids: readonly string[]): Promise<boolean> {
  const either = [{ fromId: { in: [...ids] } }, { toId: { in: [...ids] } }];
  return (await tx.quotaMove.count({ where: { state: 'open', OR: either } })) > 0;
}

/** The newest moves of a team, at most `limit`. */
export async function listMoveRows(db: Queryable, teamId: string, limit: number): Promise<MoveRow[]> {
  return db.quotaMove.findMany({
    where: { teamId },
    include: {
      from: { select: { slug: true } },
      to: { select: { slug: true } },
      asker: { select: { name: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
