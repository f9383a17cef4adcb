import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { keepEnvironment } from '#lib/data/environment/environment-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { environmentViews, visibleEnvironment } from './visible-environment.ts';

/** Takes an approved deletion back while its grace lasts. Throws CONFLICT when nothing is deleted or it is too late. */
export async function undoDelete(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<EnvironmentView> {
  const asked = parseInput(environmentInput, input);
  return inTransaction(async (tx) => {
    const row = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'environment:undo-delete', row.teamId);
    if (row.deleteAfter === null) throw new AppError('CONFLICT', `${row.namespace} is not being deleted.`);
    if (!(await keepEnvironment(tx, row.id)))
      throw new AppError('CONFLICT', `The deletion of ${row.namespace} has begun and can't be undone.`);
    await recordAudit(tx, actor, {
      action: 'environment.undo-delete',
      objectType: 'environment',
      objectId: row.id,
      objectName: row.namespace,
      teamId: row.teamId,
      before: { deleteAfter: row.deleteAfter.toISOString() },
      after: { deleteAfter: null },
    });
    const [view] = await environmentViews(tx, [await visibleEnvironment(tx, actor, asked)]);
    if (view === undefined) throw notFound('The environment');
    return view;
  });
}
