import type { z } from 'zod';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countDriftRows, listDriftRows } from '#lib/data/environment/drift-rows.ts';
import { adoptionOf } from '#lib/domain/adoption.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import type { DriftView } from '#lib/domain/environment-views.ts';
import { listDriftInput } from '#lib/domain/inputs/environment.ts';
import type { Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

/** Drift that was found: everywhere for who may read drift, else in the environments that the actor can see. */
export async function listDrift(
  actor: Actor,
  input: z.input<typeof listDriftInput> = {},
): Promise<Page<DriftView>> {
  const asked = parseInput(listDriftInput, input);
  const { page, pageSize, team, environment, open, kind, change, manager, q, sort = 'detected' } = asked;
  const direction = asked.direction ?? (sort === 'detected' ? 'desc' : 'asc');
  const scope = scopeOf(actor, may(actor, 'drift:read') ? 'drift:read' : 'environment:read');
  const filter = { scope, team, environment, open, kind, change, manager, q };
  const database = getDatabase();
  const [total, rows] = await Promise.all([
    countDriftRows(database, filter),
    listDriftRows(database, filter, { sort, direction, skip: (page - 1) * pageSize, take: pageSize }),
  ]);
  const items = rows.map((row) => ({
    id: row.id,
    environment: {
      slug: row.environment.slug,
      namespace: row.environment.namespace,
      team: row.environment.team.slug,
    },
    kind: row.kind,
    name: row.name,
    change: changes.find((known) => known === row.change) ?? 'edited',
    manager: row.manager,
    fields: row.fields as unknown as DriftView['fields'],
    editedAt: row.editedAt?.toISOString() ?? null,
    held: row.held,
    adoption: adoptionOf(
      { ...row, fields: row.fields as unknown as DriftView['fields'] },
      classSpecSchema.parse(row.environment.classVersion.spec).quota,
    ),
    detectedAt: row.detectedAt.toISOString(),
    healedAt: row.healedAt?.toISOString() ?? null,
  }));
  return { items, total, page, pageSize };
}

const changes = ['edited', 'deleted', 'added'] as const;
