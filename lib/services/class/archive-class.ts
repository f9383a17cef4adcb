import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { lockClassRow, updateClass } from '#lib/data/class/class-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { archiveClassInput } from '#lib/domain/inputs/class.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { classView } from './class-view.ts';

/** Takes a class off the list for new environments; those that have it keep it. */
export async function archiveClass(
  actor: Actor,
  input: z.input<typeof archiveClassInput>,
): Promise<ClassView> {
  const { class: slug } = parseInput(archiveClassInput, input);
  assertMay(actor, 'class:update');
  return inTransaction(async (tx) => {
    const row = await lockClassRow(tx, slug);
    if (row === null) throw notFound('The environment class');
    if (row.archivedAt !== null) throw new AppError('CONFLICT', `The class ${row.name} is archived already.`);
    const archivedAt = new Date();
    await updateClass(tx, row.id, { archivedAt });
    await recordAudit(tx, actor, {
      action: 'class.archive',
      objectType: 'class',
      objectId: row.id,
      objectName: slug,
      before: { archived: false },
      after: { archived: true },
    });
    return classView({ ...row, archivedAt });
  });
}
