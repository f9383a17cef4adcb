import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { insertRun } from '#lib/data/conformance/run-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { runConformanceInput } from '#lib/domain/inputs/conformance.ts';
import { visibleEnvironment } from '../environment/visible-environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** Asks for a run of all checks. Throws CONFLICT while one of that environment waits or goes on. */
export async function requestRun(actor: Actor, input: z.input<typeof runConformanceInput>): Promise<void> {
  const asked = parseInput(runConformanceInput, input);
  await inTransaction(async (tx) => {
    const { id, namespace, teamId } = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'conformance:run', teamId);
    if (!(await insertRun(tx, id, actor.userId)))
      throw new AppError('CONFLICT', `The checks of ${namespace} are on their way already.`);
    await recordAudit(tx, actor, {
      action: 'conformance.run',
      objectType: 'environment',
      objectId: id,
      objectName: namespace,
      teamId,
    });
  });
}
