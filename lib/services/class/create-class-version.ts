import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findClassRow, insertClassVersion, lockClassRow, updateClass } from '#lib/data/class/class-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { createClassVersionInput } from '#lib/domain/inputs/class.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { checkQuotaKeys } from './check-quota-keys.ts';
import { classView } from './class-view.ts';

/** The next version of a class. Environments keep the version that they have. Throws STALE if it isn't made from the latest. */
export async function createClassVersion(
  actor: Actor,
  input: z.input<typeof createClassVersionInput>,
): Promise<ClassView> {
  const asked = parseInput(createClassVersionInput, input);
  assertMay(actor, 'class:update');
  return inTransaction(async (tx) => {
    const row = await lockClassRow(tx, asked.class);
    const latest = row?.versions[0];
    if (row === null || latest === undefined) throw notFound('The environment class');
    if (row.archivedAt !== null) throw new AppError('CONFLICT', `The class ${row.name} is archived.`);
    if (latest.version !== asked.baseVersion)
      throw new AppError(
        'STALE',
        `The class ${row.name} is at version ${latest.version} by now. Reload the page and look again.`,
      );
    await checkQuotaKeys(tx, classSpecSchema.parse(latest.spec).quota, asked.spec.quota);
    const version = latest.version + 1;
    const name = asked.name ?? row.name;
    await insertClassVersion(tx, {
      classId: row.id,
      version,
      spec: asked.spec,
      createdBy: actor.userId || null,
    });
    if (name !== row.name) await updateClass(tx, row.id, { name });
    await recordAudit(tx, actor, {
      action: 'class.create-version',
      objectType: 'class',
      objectId: row.id,
      objectName: row.slug,
      before: { name: row.name, version: latest.version, spec: latest.spec },
      after: { name, version, spec: asked.spec },
    });
    return classView((await findClassRow(tx, asked.class)) ?? row);
  });
}
