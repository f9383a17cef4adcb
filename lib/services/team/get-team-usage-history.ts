import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { notFound } from '#lib/domain/error.ts';
import { teamUsageHistoryInput } from '#lib/domain/inputs/environment.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import { largest, type UsageHistory, usageHistory } from '../environment/usage-history.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

/**
 * What all environments of a team used together, also those that are gone by now. Measured against the team's budget
 * of today, and where it has none against the most that was granted.
 */
export async function getTeamUsageHistory(
  actor: Actor,
  input: z.input<typeof teamUsageHistoryInput>,
): Promise<UsageHistory> {
  const { range, team: slug } = parseInput(teamUsageHistoryInput, input);
  const database = getDatabase();
  const team = await findTeamRow(database, scopeOf(actor, 'environment:read'), slug);
  if (team === null) throw notFound('The team');
  const budget = team.budget as ResourceAmounts;
  return usageHistory(database, { teamId: team.id }, range, (key, limits) => {
    const amount = budget[key];
    return amount === undefined ? largest(limits) : parseQuantity(amount);
  });
}
