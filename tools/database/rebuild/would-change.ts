import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import { quotaRevisionAnnotation } from '#lib/provisioner/desired/ownership.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { type Change, planChanges } from '#lib/provisioner/diff/plan.ts';
import type { FoundEnvironment } from './found-environment.ts';

/** What rows would say of an environment. */
export interface RebuiltSpec {
  classSpec: ClassSpec;
  members: readonly { subject: string; role: TeamRole }[];
  platform: PlatformSettings;
}

/**
 * What the provisioner would change in the cluster if rows said this, in words; empty where it would at most write annotations.
 * A rebuilt row must take nothing away, and give nothing either.
 */
export function wouldChange(
  found: FoundEnvironment,
  { classSpec, members, platform }: RebuiltSpec,
): string[] {
  const { id, team, slug, className, classVersion, approvedBy, hard, quotaRevision, objects, namespace } =
    found;
  const desired = renderEnvironment({
    ...{ id, team, slug, className, classVersion, classSpec, members, platform, approvedBy, quotaRevision },
    namespace: namespace.metadata.name,
    quota: hard,
  });
  const observed = new Map([...objects, ['Namespace', [namespace]]]);
  return planChanges(desired, observed).flatMap(inWords);
}

// They only tell people something.
const harmless = [
  'bailiwick.dev/team-name',
  'bailiwick.dev/class-version',
  'bailiwick.dev/approved-by',
  quotaRevisionAnnotation,
].map((name) => `metadata.annotations.${name}`);

function inWords(change: Change): string[] {
  const { action, kind, name } = change;
  if (action === 'enforce') return [];
  if (action !== 'repair')
    return [`${kind} ${name} would be ${action === 'prune' ? 'removed' : `${action}d`}`];
  const paths = change.fields.map(({ path }) => path).filter((path) => !harmless.includes(path));
  return paths.length === 0 ? [] : [`${kind} ${name} would be changed in ${paths.join(', ')}`];
}
