import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { type DenialRow, listDenialRows } from '#lib/data/environment/denial-rows.ts';
import { denialTitle } from '#lib/domain/denial/denial-title.ts';
import { type DenialContext, explainRefusal } from '#lib/domain/denial/explain-refusal.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { DenialView } from '#lib/domain/environment-views.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { usedAmounts } from '#lib/domain/usage.ts';
import { parseInput } from '../parse-input.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** What the cluster refuses to make in an environment and why, newest first. */
export async function listDenials(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<DenialView[]> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const { id, quota, status, classVersion } = await visibleEnvironment(database, actor, asked);
  const context: DenialContext = {
    spec: classSpecSchema.parse(classVersion.spec),
    hard: quota as ResourceAmounts,
    used: usedAmounts(status?.usage),
  };
  const rows = await listDenialRows(database, id);
  return rows.flatMap((row) => viewOf(row, context));
}

function viewOf(row: DenialRow, context: DenialContext): DenialView[] {
  const refusal = parseRefusal(row.message);
  if (refusal === null) return [];
  return [
    {
      id: row.fingerprint,
      title: denialTitle(refusal.resource, { kind: row.ownerKind, name: row.ownerName }),
      ...explainRefusal(refusal, context),
      said: refusal.text,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
    },
  ];
}
