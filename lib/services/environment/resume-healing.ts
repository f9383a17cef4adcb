import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { endPause } from '#lib/data/environment/healing-pause-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Ends a pause before its time: what was left is put back now. Throws CONFLICT when healing is not paused. */
export async function resumeHealing(actor: Actor, input: z.input<typeof environmentInput>): Promise<void> {
  const asked = parseInput(environmentInput, input);
  await inTransaction(async (tx) => {
    const row = await visibleEnvironment(tx, actor, asked);
    const { id, namespace, teamId } = row;
    assertMay(actor, 'drift:pause', teamId);
    if (!(await endPause(tx, id))) throw new AppError('CONFLICT', `Healing of ${namespace} is not paused.`);
    await recordAudit(tx, actor, {
      action: 'environment.resume-healing',
      objectType: 'environment',
      objectId: id,
      objectName: namespace,
      teamId,
      before: { reason: row.healingPauseReason, until: row.healingPausedUntil?.toISOString() },
    });
  });
}
