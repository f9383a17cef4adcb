import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { startPause } from '#lib/data/environment/healing-pause-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { pauseHealingInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Has hand-made changes left as they are for some hours, by the database's clock. Throws CONFLICT while a pause holds. */
export async function pauseHealing(actor: Actor, input: z.input<typeof pauseHealingInput>): Promise<void> {
  const { reason, hours, ...asked } = parseInput(pauseHealingInput, input);
  await inTransaction(async (tx) => {
    const { id, namespace, teamId } = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'drift:pause', teamId);
    const until = await startPause(tx, { environmentId: id, hours, reason, by: actor.userId });
    if (until === null)
      throw new AppError('CONFLICT', `Healing of ${namespace} is paused already. End that pause first.`);
    await recordAudit(tx, actor, {
      action: 'environment.pause-healing',
      objectType: 'environment',
      objectId: id,
      objectName: namespace,
      teamId,
      after: { reason, until: until.toISOString() },
    });
  });
}
