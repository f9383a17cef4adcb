import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { retryEnvironmentInput } from '#lib/domain/inputs/provisioner.ts';
import { visibleEnvironment } from '../environment/visible-environment.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { recordRetries } from './record-retries.ts';

/** Has the provisioner try an environment again now, whatever it waits for. Throws CONFLICT while a try that was asked for is still to come. */
export async function retryEnvironment(
  actor: Actor,
  input: z.input<typeof retryEnvironmentInput>,
): Promise<void> {
  const asked = parseInput(retryEnvironmentInput, input);
  await inTransaction(async (tx) => {
    const { id, namespace, teamId } = await visibleEnvironment(tx, actor, asked);
    assertMay(actor, 'provisioner:retry', teamId);
    if ((await recordRetries(tx, actor, id)) === 0)
      throw new AppError('CONFLICT', `Another try of ${namespace} was asked for already and comes next.`);
  });
}
