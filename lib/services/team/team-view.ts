import type { Actor } from '#lib/auth/permissions.ts';
import type { TeamWithUse } from '#lib/data/team/team-rows.ts';
import { countedAmounts } from '#lib/domain/budget/hard-amounts.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { usedAmounts } from '#lib/domain/usage.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { budgetLines } from './budget-lines.ts';

/** A team as the actor sees it. */
export function teamView(actor: Actor, row: TeamWithUse): TeamView {
  const budget = row.budget as ResourceAmounts;
  const environments = row.environments.map(({ slug, quota, status }) => ({
    slug,
    quota: countedAmounts(quota as ResourceAmounts, budget),
    used: usedAmounts(status?.usage),
  }));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    costCentre: row.costCentre,
    version: row.version,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    myRole: actor.teams.get(row.id) ?? null,
    environmentCount: row.environments.length,
    memberCount: row.memberships.length,
    budget: budgetLines(row.slug, budget, environments),
  };
}
