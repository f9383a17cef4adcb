import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { checks } from '#lib/conformance/checks.ts';
import { insertWaiver } from '#lib/data/conformance/waiver-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { waiveCheckInput } from '#lib/domain/inputs/conformance.ts';
import { visibleEnvironment } from '../environment/visible-environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** Says that a check of the environment may fail for some days. Throws CONFLICT where a waiver of it holds already. */
export async function waiveCheck(actor: Actor, input: z.input<typeof waiveCheckInput>): Promise<void> {
  const { check, reason, days, ...asked } = parseInput(waiveCheckInput, input);
  await inTransaction(async (tx) => {
    const { id, namespace, teamId } = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'conformance:waive', teamId);
    const known = checks.find((each) => each.id === check);
    if (known === undefined) throw notFound('The check');
    const waiver = { environmentId: id, checkId: check, reason, approvedBy: actor.userId, days };
    if (!(await insertWaiver(tx, waiver)))
      throw new AppError('CONFLICT', `“${known.title}” is waived already. End that waiver first.`);
    await recordAudit(tx, actor, {
      action: 'conformance.waive',
      objectType: 'environment',
      objectId: id,
      objectName: namespace,
      teamId,
      after: { check, reason, days },
    });
  });
}
