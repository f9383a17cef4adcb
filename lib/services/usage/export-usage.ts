import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { type EnvironmentUsageRow, listUsageAfter } from '#lib/data/usage/environment-usage-rows.ts';
import { csvLine } from '#lib/domain/csv.ts';
import { notFound } from '#lib/domain/error.ts';
import { exportUsageInput } from '#lib/domain/inputs/usage.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';

const batch = 2_000;
const header = ['team', 'environment', 'namespace', 'key', 'used', 'hard', 'counted at'];

/** A file in pieces, whatever its length. */
export interface UsageExport {
  name: string;
  type: string;
  pieces: AsyncIterable<string>;
}

/**
 * What environments were granted and use now, in base units: of one team for its members, of all with a site role.
 * NOT_FOUND for a team that is not the actor's, FORBIDDEN for all without a site role.
 */
export async function exportUsage(actor: Actor, input: Record<string, string>): Promise<UsageExport> {
  const { team, format } = parseInput(exportUsageInput, input);
  if (team === undefined) assertMay(actor, 'usage:read');
  const scope = scopeOf(actor, 'environment:read');
  const database = getDatabase();
  if (team !== undefined && (await findTeamRow(database, scope, team)) === null) throw notFound('The team');
  const rows = batches((after) => listUsageAfter(database, scope, team, after, batch));
  const name = `usage${team === undefined ? '' : `-${team}`}.${format}`;
  if (format === 'json') return { name, type: 'application/json', pieces: jsonPieces(rows) };
  return { name, type: 'text/csv; charset=utf-8; header=present', pieces: csvPieces(rows) };
}

type Batches = AsyncIterable<EnvironmentUsageRow[]>;

async function* batches(
  read: (after: EnvironmentUsageRow | null) => Promise<EnvironmentUsageRow[]>,
): Batches {
  let last: EnvironmentUsageRow | null = null;
  do {
    const rows: EnvironmentUsageRow[] = await read(last);
    if (rows.length > 0) yield rows;
    last = rows.length === batch ? (rows.at(-1) ?? null) : null;
  } while (last !== null);
}

async function* csvPieces(all: Batches): AsyncIterable<string> {
  yield csvLine(header);
  for await (const rows of all)
    yield rows
      .map(({ team, slug, namespace, key, used, hard, at }) =>
        csvLine([team, slug, namespace, key, used, hard, at?.toISOString() ?? '']),
      )
      .join('');
}

async function* jsonPieces(all: Batches): AsyncIterable<string> {
  yield '[';
  let before = '\n';
  for await (const rows of all)
    for (const { slug, at, ...row } of rows) {
      yield `${before}${JSON.stringify({ ...row, environment: slug, countedAt: at?.toISOString() ?? null })}`;
      before = ',\n';
    }
  yield '\n]\n';
}
