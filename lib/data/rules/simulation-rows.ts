import { type Rule, rulesSchema } from '#lib/domain/rules/rule.ts';
import { type Simulation, simulationSchema } from '#lib/domain/rules/simulate.ts';
import type { Queryable } from '../client.ts';

/** Rules that were tried on top of a version, and what came out. */
export interface SimulationRecord {
  id: string;
  baseVersion: number;
  rules: Rule[];
  days: number;
  result: Simulation;
  createdBy: string | null;
  createdAt: Date;
}

/** Keeps what came out; answers its id. */
export async function insertSimulation(
  tx: Queryable,
  data: Omit<SimulationRecord, 'id' | 'createdAt'>,
): Promise<string> {
  return (await tx.ruleSimulation.create({ data, select: { id: true } })).id;
}

/** One simulation, or the newest; null when there is none. */
export async function findSimulation(db: Queryable, id: string | null): Promise<SimulationRecord | null> {
  const row = await db.ruleSimulation.findFirst({
    where: id === null ? {} : { id },
    orderBy: { createdAt: 'desc' },
  });
  if (row === null) return null;
  return { ...row, rules: rulesSchema.parse(row.rules), result: simulationSchema.parse(row.result) };
}
