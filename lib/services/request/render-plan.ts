import { stringify } from 'yaml';
import type { Queryable } from '#lib/data/client.ts';
import { listMemberSubjects, type TeamRow } from '#lib/data/request/context-rows.ts';
import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { RequestPlan } from '#lib/domain/views.ts';
import { defaultPlatform, type Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { diffObject, type FieldChange } from '#lib/provisioner/diff/diff.ts';
import type { EnvironmentState } from './handler.ts';

/** What the plan can't know before the decision. */
export interface PlanIdentity {
  /** The environment's id; null while there is none. */
  id: string | null;
  approvedBy: string | null;
}

/** Objects that a creation makes, or the fields that a change or a deletion touches. */
export async function renderPlan(
  tx: Queryable,
  team: TeamRow,
  identity: PlanIdentity,
  before: EnvironmentState | null,
  after: EnvironmentState | null,
): Promise<Pick<RequestPlan, 'objects' | 'changes'>> {
  const members = (await listMemberSubjects(tx, team.id)).flatMap(({ subject, role }) => {
    const known: TeamRole | undefined = teamRoles.find((each) => each === role);
    return known === undefined ? [] : [{ subject, role: known }];
  });
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
          quota: state.quota,
          members,
          approvedBy: identity.approvedBy,
          platform: defaultPlatform,
        });
  const [old, next] = [render(before), render(after)];
  if (before === null) return { objects: next.map(printed), changes: [] };
  return { objects: [], changes: changesBetween(old, next) };
}

function printed(manifest: Manifest): RequestPlan['objects'][number] {
  return { kind: manifest.kind, name: manifest.metadata.name, yaml: stringify(manifest, { lineWidth: 0 }) };
}

function changesBetween(old: Manifest[], next: Manifest[]): RequestPlan['changes'] {
  const named = new Map(old.map((manifest) => [nameOf(manifest), manifest]));
  const written = next.flatMap((manifest) => {
    const previous = named.get(nameOf(manifest));
    named.delete(nameOf(manifest));
    if (previous === undefined) return { object: nameOf(manifest), path: '', before: '', after: 'created' };
    return fieldsBetween(manifest, previous).map(({ path, desired, observed }) => ({
      object: nameOf(manifest),
      path,
      before: observed,
      after: desired,
    }));
  });
  const removed = [...named.keys()].map((object) => ({
    object,
    path: '',
    before: 'exists',
    after: 'deleted',
  }));
  return [...written, ...removed];
}

/** The previous rendering stands in for what is observed: the plan shows our own change and no drift. */
function fieldsBetween(next: Manifest, previous: Manifest): FieldChange[] {
  const metadata = { ...previous.metadata, uid: '', resourceVersion: '' };
  return diffObject(next, { ...previous, metadata });
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}
