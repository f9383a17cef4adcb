import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { raiseAllGenerations } from '#lib/data/platform/environment-set.ts';
import { findPlatform, insertPlatform } from '#lib/data/platform/platform-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { isUniqueViolation } from '#lib/data/request/unique-violation.ts';
import { AppError } from '#lib/domain/error.ts';
import { changePlatformInput } from '#lib/domain/inputs/platform.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** What a change did: its version, and how many environments are on their way to it. */
export interface PlatformChanged {
  version: number;
  environments: number;
}

const stale = () =>
  new AppError('STALE', 'Somebody else has changed the network settings. Reload the page and look again.');

/**
 * The next version of the platform's settings, rolled out to every live environment: version, generations and audit
 * event are one transaction. Throws STALE if it isn't made from the latest.
 */
export async function changePlatform(
  actor: Actor,
  input: z.input<typeof changePlatformInput>,
): Promise<PlatformChanged> {
  const asked = parseInput(changePlatformInput, input);
  assertMay(actor, 'platform:update');
  try {
    return await inTransaction((tx) => writePlatform(tx, actor, asked));
  } catch (error) {
    if (isUniqueViolation(error)) throw stale();
    throw error;
  }
}

async function writePlatform(
  tx: Queryable,
  actor: Actor,
  { baseVersion, settings, reason }: z.output<typeof changePlatformInput>,
): Promise<PlatformChanged> {
  const before = await findPlatform(tx);
  if (before.version !== baseVersion) throw stale();
  const version = before.version + 1;
  await insertPlatform(tx, { version, settings, reason, createdBy: actor.userId || null });
  const environments = await raiseAllGenerations(tx);
  await recordAudit(tx, actor, {
    action: 'platform.change',
    objectType: 'platform',
    objectId: 'network',
    objectName: `network settings v${version}`,
    before: { version: before.version, ...before.settings },
    after: { version, ...settings, reason, environments },
  });
  return { version, environments };
}
