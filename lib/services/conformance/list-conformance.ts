import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findConformance } from '#lib/data/conformance/find-conformance.ts';
import { getRunResults, loadRunRows } from '#lib/data/conformance/run-rows.ts';
import { listWaiverRows } from '#lib/data/conformance/waiver-rows.ts';
import type { ConformanceLine } from '#lib/domain/conformance-views.ts';
import { listConformanceInput } from '#lib/domain/inputs/conformance.ts';
import type { Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';
import { checkViews, isWaived, runView, waiverView } from './conformance-view.ts';

/** Live environments with the score of their last run, the worst first unless asked otherwise. */
export async function listConformance(
  actor: Actor,
  input: z.input<typeof listConformanceInput> = {},
): Promise<Page<ConformanceLine>> {
  assertMay(actor, 'conformance:read');
  const asked = parseInput(listConformanceInput, input);
  const { page, pageSize, sort = 'score', direction = 'asc', team, state, q } = asked;
  const database = getDatabase();
  const { rows, total } = await findConformance(
    database,
    { scope: scopeOf(actor, 'conformance:read'), team, state, q },
    { sort, direction, skip: (page - 1) * pageSize, take: pageSize },
  );
  const runs = await loadRunRows(
    database,
    rows.flatMap(({ runId }) => runId ?? []),
  );
  const waivers = await listWaiverRows(
    database,
    rows.map(({ environmentId }) => environmentId),
  );
  const items: ConformanceLine[] = [];
  for (const { environmentId, runId, slug, namespace, teamSlug, teamName } of rows) {
    const run = runs.find(({ id }) => id === runId);
    const own = waivers.filter((waiver) => waiver.environmentId === environmentId).map(waiverView);
    // Only where something is waived do the results themselves matter here.
    const results = run !== undefined && own.length > 0 ? await getRunResults(database, run.id) : [];
    items.push({
      environment: { slug, namespace, team: { slug: teamSlug, name: teamName } },
      latest: run === undefined ? null : runView(run),
      waived: checkViews(results, own).filter(isWaived).length,
    });
  }
  return { items, total, page, pageSize };
}
