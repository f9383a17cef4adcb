import { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { namesOf } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findSimulation } from '#lib/data/rules/simulation-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { simulationInput } from '#lib/domain/inputs/rules.ts';
import type { SimulationView } from '#lib/domain/rules/views.ts';
import { parseInput } from '../parse-input.ts';
import { rulesNow } from '../request/rule-outcome.ts';
import { assertMay } from '../scope-of.ts';
import { wordRule } from './get-rules.ts';

/** A simulation, or without an id the newest; null when there is none yet. Throws NOT_FOUND for an id that is none. */
export async function getSimulation(
  actor: Actor,
  input: z.input<typeof simulationInput>,
): Promise<SimulationView | null> {
  const { simulation: id } = parseInput(simulationInput, input);
  assertMay(actor, 'rules:read');
  const database = getDatabase();
  if (id !== undefined && !z.uuid().safeParse(id).success) throw notFound('The simulation');
  const found = await findSimulation(database, id ?? null);
  if (found === null && id !== undefined) throw notFound('The simulation');
  if (found === null) return null;
  const { createdBy, createdAt, ...simulation } = found;
  const names = await namesOf(database, createdBy === null ? [] : [createdBy]);
  return {
    ...simulation,
    isCurrent: (await rulesNow(database)).version === found.baseVersion,
    worded: found.rules.map(wordRule),
    createdBy: createdBy === null ? 'Bailiwick' : (names.get(createdBy) ?? 'Unknown'),
    createdAt: createdAt.toISOString(),
  };
}
