import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** A move that takes something from an environment and has not been seen in the cluster yet. */
export interface OpenMove {
  id: string;
  key: string;
  fromAfter: string;
}

/** The open move from environment `e`, as an OpenMove in JSON; there is one at most. */
export const moveFrom = Prisma.sql`(
  SELECT jsonb_build_object('id', m.id, 'key', m.key, 'fromAfter', m.from_after)
  FROM quota_move m WHERE m.from_id = e.id AND m.state = 'open' LIMIT 1)`;

/** Takes a move back as a whole, with its reason; false if it is not open any more. */
export async function cancelMove(database: Database, id: string, why: string): Promise<boolean> {
  const [row] = await database.$queryRaw<{ cancelled: boolean }[]>`
    SELECT cancel_quota_move(${id}::uuid, ${why}) AS cancelled`;
  return row?.cancelled ?? false;
}
