import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { listPlanRows } from '#lib/data/capacity/plan-rows.ts';
import { getDatabase, type Queryable } from '#lib/data/client.ts';
import {
  listOverAsking,
  listUsageCells,
  listUsageTeams,
  type OverAskingRow,
  sumUsage,
} from '#lib/data/usage/team-usage-rows.ts';
import { limitOf } from '#lib/domain/capacity/plan.ts';
import { organisationUsageInput } from '#lib/domain/inputs/usage.ts';
import { quantityFromDecimal, quantityRatio, subtractQuantities } from '#lib/domain/quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import type { OrganisationUsage, UsageCell } from '#lib/domain/usage-views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

const mainKeys = [
  ...['requests.cpu', 'limits.cpu', 'requests.memory', 'limits.memory'],
  ...['requests.storage', 'pods'],
];

/** What all teams were granted and use, one page of teams by key, the fullest first. FORBIDDEN without a site role. */
export async function getOrganisationUsage(
  actor: Actor,
  input: z.input<typeof organisationUsageInput>,
): Promise<OrganisationUsage> {
  assertMay(actor, 'usage:read');
  const asked = parseInput(organisationUsageInput, input);
  const { page, pageSize, q, key = 'requests.cpu', sort = 'share', direction = 'desc' } = asked;
  const keys = mainKeys.includes(key) ? mainKeys : [key, ...mainKeys];
  const database = getDatabase();
  const order = { q, key, sort, direction, skip: (page - 1) * pageSize, take: pageSize };
  const [{ teams, total }, totals, overAsking, capacityOf] = await Promise.all([
    listUsageTeams(database, order),
    sumUsage(database, keys),
    listOverAsking(database, key),
    readCapacity(database),
  ]);
  const cells = await listUsageCells(
    database,
    teams.map(({ id }) => id),
    keys,
  );
  const items = teams.map(({ id, slug, name }) => {
    const own = cells.filter(({ teamId }) => teamId === id);
    const known = keys.map((each) => own.find((cell) => cell.key === each));
    return { slug, name, cells: keys.map((each, index) => cellOf(each, known[index])) };
  });
  return {
    key,
    keys: keys.map((each) => ({ key: each, label: resourceLabel(each) })),
    totals: totals
      .sort((one, other) => keys.indexOf(one.key) - keys.indexOf(other.key))
      .map((sum) => ({
        ...cellOf(sum.key, sum),
        label: resourceLabel(sum.key),
        environments: sum.environments,
        capacityText: capacityOf(sum.key),
      })),
    teams: { items, total, page, pageSize },
    overAsking: overAsking.map((row) => overAskingView(key, row)),
  };
}

/** What the capacity plan lets all budgets promise of a key, as people read it; null where nothing is planned. */
async function readCapacity(db: Queryable): Promise<(key: string) => string | null> {
  const [[plan], inventory] = await Promise.all([listPlanRows(db, 1), findInventory(db)]);
  return (key) => {
    const limit = limitOf(plan?.keys ?? {}, key, inventory?.allocatable ?? {});
    return limit === null ? null : showQuantity(key, limit);
  };
}

function amount(key: string, decimal: string) {
  return quantityFromDecimal(decimal, measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI');
}

function cellOf(key: string, row: { granted: string; used: string } | undefined): UsageCell {
  const [granted, used] = [amount(key, row?.granted ?? '0'), amount(key, row?.used ?? '0')];
  return {
    key,
    usedText: showQuantity(key, used),
    grantedText: showQuantity(key, granted),
    ratio: quantityRatio(used, granted),
  };
}

function overAskingView(key: string, { slug, name, days, ...row }: OverAskingRow) {
  const [granted, p95, peak] = [row.granted, row.p95, row.peak].map((text) => amount(key, text)) as [
    ReturnType<typeof amount>,
    ReturnType<typeof amount>,
    ReturnType<typeof amount>,
  ];
  return {
    ...{ slug, name, days },
    grantedText: showQuantity(key, granted),
    p95Text: showQuantity(key, p95),
    peakText: showQuantity(key, peak),
    spareText: showQuantity(key, subtractQuantities(granted, p95)),
  };
}
