import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { pageClassRows } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { pageClassesInput } from '#lib/domain/inputs/class.ts';
import type { ClassView, Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { classView } from './class-view.ts';

/** Classes at their latest version, for administration; offered ones unless asked otherwise. */
export async function pageClasses(
  actor: Actor,
  input: z.input<typeof pageClassesInput> = {},
): Promise<Page<ClassView>> {
  const asked = parseInput(pageClassesInput, input);
  const { page, pageSize, sort = 'position', direction = 'asc', state = 'offered', q } = asked;
  assertMay(actor, 'class:read');
  const { rows, total } = await pageClassRows(
    getDatabase(),
    { state, q },
    { by: sort, direction },
    { skip: (page - 1) * pageSize, take: pageSize },
  );
  return { items: rows.map((row) => classView(row)), total, page, pageSize };
}
