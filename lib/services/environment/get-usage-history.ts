import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { usageHistoryInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { type UsageHistory, usageHistory } from './usage-history.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** The usage of an environment, key by key, measured against the limit of each moment. */
export async function getUsageHistory(
  actor: Actor,
  input: z.input<typeof usageHistoryInput>,
): Promise<UsageHistory> {
  const { range, ...asked } = parseInput(usageHistoryInput, input);
  const database = getDatabase();
  const { id } = await visibleEnvironment(database, actor, asked);
  return usageHistory(database, { environmentId: id }, range, (_, limits, index) => limits[index] ?? null);
}
