import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { listClassRows } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listClassesInput } from '#lib/domain/inputs/class.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { classView } from './class-view.ts';

/** Every class at its latest version, in the order of admins; archived ones only if asked for. */
export async function listClasses(
  actor: Actor,
  input: z.input<typeof listClassesInput> = {},
): Promise<ClassView[]> {
  const { archived } = parseInput(listClassesInput, input);
  assertMay(actor, 'class:read');
  const rows = await listClassRows(getDatabase(), archived ?? false);
  return rows.map((row) => classView(row));
}
