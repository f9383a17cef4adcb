import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { getRunResults, listRunRows } from '#lib/data/conformance/run-rows.ts';
import { listWaiverRows } from '#lib/data/conformance/waiver-rows.ts';
import type { ConformanceView } from '#lib/domain/conformance-views.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { visibleEnvironment } from '../environment/visible-environment.ts';
import { parseInput } from '../parse-input.ts';
import { checkViews, isWaived, runView, waiverView } from './conformance-view.ts';

const shownRuns = 30;

/** The last run of the environment with its results, waivers and the runs before it. */
export async function getConformance(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<ConformanceView> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const { id } = await visibleEnvironment(database, actor, asked);
  const rows = await listRunRows(database, id, shownRuns);
  const waivers = (await listWaiverRows(database, [id])).map(waiverView);
  const history = rows.flatMap((row) => runView(row) ?? []);
  const latest = history[0] ?? null;
  const checks = latest === null ? [] : checkViews(await getRunResults(database, latest.id), waivers);
  const waiting = rows.find(({ finishedAt }) => finishedAt === null);
  return {
    open:
      waiting === undefined
        ? null
        : { requestedAt: waiting.requestedAt.toISOString(), started: waiting.startedAt !== null },
    latest,
    checks,
    waived: checks.filter(isWaived).length,
    history,
  };
}
