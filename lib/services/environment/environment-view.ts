import type { EnvironmentWithStatus } from '#lib/data/environment/environment-rows.ts';
import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { EnvironmentView, HealingPauseView } from '#lib/domain/environment-views.ts';
import { requestTypes } from '#lib/domain/requests/request.ts';
import { usedAmounts } from '#lib/domain/usage.ts';
import type { PersonView } from '#lib/domain/views.ts';
import { usageLines } from './usage-lines.ts';

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

/** An environment as people see it; `people` are those whom it names. */
export function environmentView(row: EnvironmentWithStatus, people: readonly PersonView[]): EnvironmentView {
  const { classVersion, status } = row;
  const person = (id: string) => people.find((each) => each.id === id);
  return {
    id: row.id,
    slug: row.slug,
    namespace: row.namespace,
    team: row.team,
    class: {
      slug: classVersion.class.slug,
      name: classVersion.class.name,
      version: classVersion.version,
      latestVersion: classVersion.class.versions[0]?.version ?? classVersion.version,
      spec: classSpecSchema.parse(classVersion.spec),
    },
    purpose: row.purpose,
    generation: row.generation,
    observedGeneration: status?.observedGeneration ?? 0,
    conditions: (status?.conditions ?? []) as Condition[],
    objects: (status?.objects ?? []) as ObjectStatus[],
    quota: usageLines(row.quota as ResourceAmounts, usedAmounts(status?.usage)),
    usageAt: iso(status?.usageAt),
    verifiedAt: iso(status?.verifiedAt),
    createdAt: row.createdAt.toISOString(),
    expiresAt: iso(row.expiresAt),
    deleteAfter: iso(row.deleteAfter),
    requestNumber: row.requests.find(({ type }) => type === 'create-environment')?.number ?? null,
    requestedBy: person(row.requestedBy) ?? { id: row.requestedBy, name: 'Unknown', email: null },
    approvedBy: row.approvedBy === null ? null : (person(row.approvedBy) ?? null),
    healingPause: healingPause(row),
    pendingRequests: row.requests.flatMap(({ number, type, state }) => {
      const known = requestTypes.find((each) => each === type);
      return state === 'pending' && known !== undefined ? [{ number, type: known }] : [];
    }),
  };
}

function healingPause(row: EnvironmentWithStatus): HealingPauseView | null {
  const { healingPausedAt: since, healingPausedUntil: until, healingPauseReason, healingPauser } = row;
  if (since === null || until === null || until.getTime() <= Date.now()) return null;
  const by = healingPauser?.name ?? 'Unknown';
  return { since: since.toISOString(), until: until.toISOString(), reason: healingPauseReason ?? '', by };
}
