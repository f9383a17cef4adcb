import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listWorkRows, type WorkRow } from '#lib/data/clusters/work-rows.ts';
import { listWorkInput } from '#lib/domain/inputs/provisioner.ts';
import type { WorkView } from '#lib/domain/provisioner-views.ts';
import type { Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';

/** Live environments as the provisioner works on them, the most pressing first unless asked otherwise. */
export async function listWork(
  actor: Actor,
  input: z.input<typeof listWorkInput> = {},
): Promise<Page<WorkView>> {
  assertMay(actor, 'cluster:read');
  const asked = parseInput(listWorkInput, input);
  const { page, pageSize, sort = 'state', direction = 'asc', team, state, q } = asked;
  const { rows, total } = await listWorkRows(
    getDatabase(),
    { scope: scopeOf(actor, 'cluster:read'), team, state, q },
    { sort, direction, skip: (page - 1) * pageSize, take: pageSize },
  );
  return { items: rows.map(workView), total, page, pageSize };
}

function workView(row: WorkRow): WorkView {
  const { slug, namespace, teamSlug, teamName, state, replica, leasedAt, fence } = row;
  const isHeld = state === 'working' && replica !== null && leasedAt !== null;
  return {
    environment: { slug, namespace, team: { slug: teamSlug, name: teamName } },
    state,
    lease: isHeld ? { replica, since: leasedAt.toISOString(), fence: fence.toString() } : null,
    reason: row.reason,
    why: row.message,
    attempts: row.attempts,
    nextTryAt: row.nextAttemptAt?.toISOString() ?? null,
    lastPassAt: row.lastPassAt.toISOString(),
    lastMs: row.lastMs,
    p50Ms: row.p50Ms,
    p99Ms: row.p99Ms,
    retryAsked: row.retryAsked,
  };
}
