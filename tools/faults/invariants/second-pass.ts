import { until } from '#tools/test/until.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/** I7: a pass over what is as agreed writes nothing to the cluster, and nothing but its own claim to the database. */
export const secondPassQuiet: Invariant = {
  id: 'I7',
  promise: 'a second pass writes nothing',
  check: async (world) => {
    const { database, journal, blocked } = world;
    const ids = (await database.environment.findMany({ where: { finalizedAt: null }, select: { id: true } }))
      .map(({ id }) => id)
      .filter((id) => !blocked.has(id));
    const where = { environmentId: { in: ids } };
    const before = await everything(world);
    const written = journal.writes().length;
    const fences = await fencesOf(world, ids);
    await database.environmentStatus.updateMany({ where, data: { nextAttemptAt: new Date(0) } });
    const isQuiet = async () => {
      const now = await database.environmentStatus.findMany({ where });
      return now.every(
        ({ environmentId, fence, leaseOwner, nextAttemptAt }) =>
          fence > (fences.get(environmentId) ?? 0n) && leaseOwner === null && nextAttemptAt === null,
      );
    };
    await until(isQuiet, { deadlineMs: patienceMs, what: 'a pass over every environment' });
    const calls = journal
      .writes()
      .slice(written)
      .map(({ method, path }) => `a second pass sent ${method} ${path}`);
    const after = await everything(world);
    const rows = [...after]
      .filter(([key, text]) => before.get(key) !== text)
      .map(([key]) => `a second pass wrote ${key}`);
    return [...calls, ...rows];
  },
};

async function fencesOf(world: World, ids: string[]): Promise<Map<string, bigint>> {
  const rows = await world.database.environmentStatus.findMany({ where: { environmentId: { in: ids } } });
  return new Map(rows.map(({ environmentId, fence }) => [environmentId, fence]));
}

// What a pass says; its claim leaves numbers and times of its own, and the count of a contest ends by time.
async function everything({ database }: World): Promise<Map<string, string>> {
  const rows = await database.$queryRaw<{ what: string; state: string }[]>`
    SELECT 'status of ' || environment_id AS what, jsonb_build_array(observed_generation, namespace_uid, conditions, attempts,
      ceiling, allowed, quota_revision, (SELECT jsonb_agg(object - 'contest') FROM jsonb_array_elements(objects) object))::text AS state
    FROM environment_status
    UNION ALL SELECT 'observed state of ' || environment_id, xmin::text FROM observed_state
    UNION ALL SELECT 'environment ' || id, xmin::text FROM environment
    UNION ALL SELECT 'audit event ' || action || ' ' || id, xmin::text FROM audit_event
    UNION ALL SELECT 'drift event ' || kind || ' ' || id, xmin::text FROM drift_event`;
  return new Map(rows.map(({ what, state }) => [what, state]));
}
