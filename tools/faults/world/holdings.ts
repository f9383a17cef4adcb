import type { Replica } from './replica.ts';
import type { World } from './world.ts';

/** What a provisioner holds; its database sessions are counted as its share of those of all replicas. */
export interface Holdings {
  descriptors: number;
  megabytes: number;
  sessions: number;
}

/** What a replica holds now. */
export async function holdingsOf(world: World, replica: Replica): Promise<Holdings> {
  const [row] = await world.database.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM pg_stat_activity WHERE usename = 'bailiwick_provisioner' AND datname = current_database()`;
  const alive = world.replicas.filter(({ isAlive }) => isAlive()).length;
  return {
    descriptors: replica.descriptors(),
    megabytes: await replica.heldMegabytes(),
    sessions: Number(row?.count ?? 0) / Math.max(1, alive),
  };
}
