import type { CheckResult } from '#lib/domain/conformance.ts';
import type { Queryable } from '../client.ts';

/** A run with the name of who asked for it. */
export interface RunRow {
  id: string;
  environmentId: string;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  problem: string | null;
  passed: number;
  byDesign: number;
  failed: number;
  errors: number;
  requester: { name: string } | null;
}

const columns = {
  id: true,
  environmentId: true,
  requestedAt: true,
  startedAt: true,
  finishedAt: true,
  problem: true,
  passed: true,
  byDesign: true,
  failed: true,
  errors: true,
  requester: { select: { name: true } },
} as const;

/** Asks for a run; false if one of that environment waits or goes on already. */
export async function insertRun(tx: Queryable, environmentId: string, userId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO conformance_run (id, environment_id, requested_by)
    VALUES (gen_random_uuid(), ${environmentId}::uuid, ${userId}::uuid) ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** The last runs of an environment, newest first. */
export async function listRunRows(db: Queryable, environmentId: string, take: number): Promise<RunRow[]> {
  return db.conformanceRun.findMany({
    where: { environmentId },
    select: columns,
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** What that run found. */
export async function getRunResults(db: Queryable, id: string): Promise<CheckResult[]> {
  const { results } = await db.conformanceRun.findUniqueOrThrow({ where: { id }, select: { results: true } });
  return results as unknown as CheckResult[];
}

/** Runs by id, in no order. */
export async function loadRunRows(db: Queryable, ids: readonly string[]): Promise<RunRow[]> {
  return db.conformanceRun.findMany({ where: { id: { in: [...ids] } }, select: columns });
}
