import type { Queryable } from '#lib/data/client.ts';
import { listRefusalMessages } from '#lib/data/environment/denial-rows.ts';
import { listLiveQuotas } from '#lib/data/request/context-rows.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { evidenceDays, type KeyEvidence } from '#lib/domain/evidence/key-evidence.ts';
import { neighboursVerdict } from '#lib/domain/evidence/neighbours.ts';
import { windowUse } from '#lib/domain/evidence/use-window.ts';
import { evidenceVerdict } from '#lib/domain/evidence/verdict.ts';
import type { EvidenceView, NeighbourView } from '#lib/domain/evidence/views.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import { compareQuantities, parseQuantity, quantityRatio, zeroQuantity } from '#lib/domain/quantity.ts';
import type { BudgetEffectLine } from '#lib/domain/request-views.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import { usageForecasts } from '../environment/usage-forecasts.ts';
import type { Assessment, RequestContext } from './handler.ts';
import { measuredUse } from './measured-use.ts';
import { viewKey } from './view-evidence.ts';

const dayMs = 86_400_000;
const neighbourKeys = ['requests.cpu', 'requests.memory'];

/** What the measurements of the last 14 days say about a request; null where they say nothing. `budget` is what it does to the budget. */
export async function evidenceOf(
  db: Queryable,
  context: RequestContext,
  assessment: Assessment<RequestType>,
  budget: readonly BudgetEffectLine[],
): Promise<EvidenceView | null> {
  const { team, environment, now } = context;
  const { before, after } = assessment;
  if (team === null || after === null) return null;
  const frame = {
    days: evidenceDays,
    from: new Date(now.getTime() - evidenceDays * dayMs).toISOString(),
    to: now.toISOString(),
  };
  if (before === null || environment === null)
    return { ...frame, ...(await neighboursOf(db, team, now)), keys: [] };
  const found = await keyEvidence(db, environment.id, before.quota, after.quota, now);
  if (found.length === 0) return null;
  const lines = new Map(budget.map((line) => [line.key, line]));
  return {
    ...frame,
    verdict: evidenceVerdict(found.map(({ evidence }) => evidence)),
    keys: found.map((each) => viewKey(each.evidence, each.forecast, lines.get(each.evidence.key), now)),
    neighbours: [],
  };
}

type Amounts = Readonly<Record<string, string>>;

async function keyEvidence(
  db: Queryable,
  environmentId: string,
  before: Amounts,
  after: Amounts,
  now: Date,
): Promise<{ evidence: KeyEvidence; forecast: string | null }[]> {
  const limit = (amounts: Amounts, key: string) => parseQuantity(amounts[key] ?? '0');
  const keys = Object.keys({ ...before, ...after })
    .filter((key) => compareQuantities(limit(before, key), limit(after, key)) !== 0)
    .sort(compareKeys);
  if (keys.length === 0) return [];
  const since = new Date(now.getTime() - evidenceDays * dayMs);
  const [measured, messages, forecasts] = await Promise.all([
    measuredUse(db, [{ no: 0, subject: environmentId, keys, until: now }], evidenceDays),
    listRefusalMessages(db, environmentId, since),
    usageForecasts(db, { environmentId }, (key) => limit(before, key), now),
  ]);
  const refused = new Set(messages.flatMap(missingKeys));
  return keys.map((key) => {
    const use = windowUse(measured.get(0)?.get(key)?.buckets ?? [], now.getTime(), evidenceDays);
    const forecast = forecasts.find((each) => each.key === key) ?? null;
    const evidence = {
      key,
      before: limit(before, key),
      after: limit(after, key),
      use,
      fullInDays: forecast?.days ?? null,
      refused: refused.has(key),
    };
    return { evidence, forecast: forecast?.words ?? null };
  });
}

/** The keys for lack of which the quota refused something. */
function missingKeys(message: string): string[] {
  const denial = parseRefusal(message)?.denial;
  return denial?.kind === 'quota' ? denial.shortages.map(({ key }) => key) : [];
}

async function neighboursOf(
  db: Queryable,
  team: { id: string; slug: string },
  now: Date,
): Promise<Pick<EvidenceView, 'verdict' | 'neighbours'>> {
  const environments = await listLiveQuotas(db, team.id);
  const questions = environments.map(({ id }, no) => ({ no, subject: id, keys: neighbourKeys, until: now }));
  const measured = await measuredUse(db, questions, evidenceDays);
  const holdingOf = (no: number, quota: Amounts, key: string) => ({
    hard: quota[key] === undefined ? zeroQuantity : parseQuantity(quota[key]),
    use: windowUse(measured.get(no)?.get(key)?.buckets ?? [], now.getTime(), evidenceDays),
  });
  const neighbours = environments.map(({ slug, quota }, no): NeighbourView => {
    const cells = neighbourKeys.map((key) => {
      const { hard, use } = holdingOf(no, quota, key);
      return {
        label: resourceLabel(key),
        hardText: showQuantity(key, hard),
        maxText: use === null ? null : showQuantity(key, use.max),
        ratio: use === null ? null : quantityRatio(use.max, hard),
      };
    });
    return { slug, href: `/teams/${team.slug}/environments/${slug}`, cells };
  });
  const [key = ''] = neighbourKeys;
  const holdings = environments.map(({ quota }, no) => holdingOf(no, quota, key));
  return { verdict: neighboursVerdict(key, holdings, evidenceDays), neighbours };
}
