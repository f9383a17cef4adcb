import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import {
  findClassRow,
  insertClass,
  insertClassVersion,
  nextClassPosition,
} from '#lib/data/class/class-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { isUniqueViolation } from '#lib/data/request/unique-violation.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { createClassInput } from '#lib/domain/inputs/class.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { checkQuotaKeys } from './check-quota-keys.ts';
import { classView } from './class-view.ts';

/** A new class at version 1. Throws CONFLICT when the name is taken, by an archived class too. */
export async function createClass(actor: Actor, input: z.input<typeof createClassInput>): Promise<ClassView> {
  const asked = parseInput(createClassInput, input);
  assertMay(actor, 'class:update');
  try {
    return await inTransaction(async (tx) => {
      await checkQuotaKeys(tx, {}, asked.spec.quota);
      return writeClass(tx, actor, asked);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', `A class “${asked.slug}” exists already.`, {
      slug: 'This name is taken. Choose another one.',
    });
  }
}

/** Writes the class and its audit event in the caller's transaction. */
export async function writeClass(
  tx: Queryable,
  actor: Actor,
  asked: z.output<typeof createClassInput>,
): Promise<ClassView> {
  const { slug, name, spec } = asked;
  const position = asked.position ?? (await nextClassPosition(tx));
  const classId = await insertClass(tx, { slug, name, position });
  await insertClassVersion(tx, { classId, version: 1, spec, createdBy: actor.userId || null });
  const after = { slug, name, version: 1, spec };
  await recordAudit(tx, actor, {
    action: 'class.create',
    objectType: 'class',
    objectId: classId,
    objectName: slug,
    after,
  });
  const row = await findClassRow(tx, slug);
  if (row === null) throw notFound('The environment class');
  return classView(row);
}
