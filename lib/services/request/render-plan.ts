import type { Queryable } from '#lib/data/client.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { listMemberSubjects, type TeamRow } from '#lib/data/request/context-rows.ts';
import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import type { RequestPlan } from '#lib/domain/request-views.ts';
import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { manifestChanges } from '#lib/provisioner/diff/manifest-changes.ts';
import { manifestYaml } from '../manifest-yaml.ts';
import type { EnvironmentState } from './handler.ts';

/** What the plan can't know before the decision. */
export interface PlanIdentity {
  /** The environment's id; null while there is none. */
  id: string | null;
  approvedBy: string | null;
}

/** Objects that a creation makes, or the fields that a change or a deletion touches; `next` is all that there would be. */
export async function renderPlan(
  tx: Queryable,
  team: TeamRow,
  identity: PlanIdentity,
  before: EnvironmentState | null,
  after: EnvironmentState | null,
): Promise<Pick<RequestPlan, 'objects' | 'changes'> & { next: Manifest[] }> {
  const members = (await listMemberSubjects(tx, team.id)).flatMap(({ subject, role }) => {
    const known: TeamRole | undefined = teamRoles.find((each) => each === role);
    return known === undefined ? [] : [{ subject, role: known }];
  });
  const { settings: platform } = await findPlatform(tx);
  const render = (state: EnvironmentState | null): Manifest[] =>
    state === null
      ? []
      : renderEnvironment({
          id: identity.id ?? '(given when approved)',
          team: { slug: team.slug, name: team.name },
          slug: state.slug,
          namespace: `${team.slug}-${state.slug}`,
          className: state.class.classSlug,
          classVersion: state.class.version,
          classSpec: state.class.spec,
          quota: hardAmounts(state.quota, team.budget),
          members,
          approvedBy: identity.approvedBy,
          platform,
        });
  const [old, next] = [render(before), render(after)];
  if (before === null) return { objects: next.map(printed), changes: [], next };
  return { objects: [], changes: manifestChanges(old, next), next };
}

function printed(manifest: Manifest): RequestPlan['objects'][number] {
  return { kind: manifest.kind, name: manifest.metadata.name, yaml: manifestYaml(manifest) };
}
