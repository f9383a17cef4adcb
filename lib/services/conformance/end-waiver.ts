import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { endWaiverRow } from '#lib/data/conformance/waiver-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { notFound } from '#lib/domain/error.ts';
import { endWaiverInput } from '#lib/domain/inputs/conformance.ts';
import { visibleEnvironment } from '../environment/visible-environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** Ends a waiver before its time: the check counts again. */
export async function endWaiver(actor: Actor, input: z.input<typeof endWaiverInput>): Promise<void> {
  const { check, ...asked } = parseInput(endWaiverInput, input);
  await inTransaction(async (tx) => {
    const { id, namespace, teamId } = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'conformance:waive', teamId);
    if (!(await endWaiverRow(tx, id, check))) throw notFound('The waiver');
    await recordAudit(tx, actor, {
      action: 'conformance.end-waiver',
      objectType: 'environment',
      objectId: id,
      objectName: namespace,
      teamId,
      before: { check },
    });
  });
}
