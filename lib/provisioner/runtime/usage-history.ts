import type { Database } from '#lib/data/client.ts';
import { deleteOldUsage } from '#lib/data/provisioner/delete-old-usage.ts';
import { type RollUpOutcome, rollUpUsage } from '#lib/data/provisioner/roll-up-usage.ts';
import { measureTeams, sumTeamUsage } from '#lib/data/provisioner/team-usage.ts';

/** How often to bring the history of usage up to date, in milliseconds. */
export const usageHistoryEveryMs = 15_000;

// What one round may take of each: after a long stop it takes several to catch up.
const mostMs = 5_000;
const mostTeams = 50;

/** One round: samples into buckets, sums of teams, what teams needed lately, and some of what is old goes. */
export function createUsageHistory(database: Database): () => Promise<void> {
  return async () => {
    const now = new Date();
    await repeat(() => rollUpUsage(database, now));
    await sumTeamUsage(database);
    await measureTeams(database, now, mostTeams);
    await repeat(() => deleteOldUsage(database, now));
  };
}

async function repeat(step: () => Promise<RollUpOutcome>): Promise<void> {
  const until = performance.now() + mostMs;
  while ((await step()) === 'more' && performance.now() < until);
}
