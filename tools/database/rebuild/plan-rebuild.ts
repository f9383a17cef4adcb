import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { observedAddOns, observedClass } from './class-spec.ts';
import { type FoundEnvironment, type LeftOut, type NamespaceView, readFound } from './found-environment.ts';
import { type FoundMember, findMembers } from './team-members.ts';
import { wouldChange } from './would-change.ts';

/** What the database knows already. */
export interface Known {
  /** Namespace's UID by environment id; environments that are final included. */
  environments: ReadonlyMap<string, { namespaceUid: string | null; isFinal: boolean }>;
  /** Namespaces of live environments. */
  namespaces: ReadonlySet<string>;
  /** Members by slug of the team; those of a team that is known are not taken from bindings. */
  teams: ReadonlyMap<string, readonly Pick<FoundMember, 'subject' | 'role'>[]>;
  /** All versions of all classes, newest first. */
  classes: readonly { id: string; slug: string; version: number; spec: ClassSpec }[];
  platform: PlatformSettings;
}

/** An environment with the class that explains it; `classId` is null where that version has to be written first. */
export interface PlannedEnvironment {
  found: FoundEnvironment;
  classId: string | null;
  spec: ClassSpec;
}

/** What is to be written, and what is left. */
export interface RebuildPlan {
  teams: { slug: string; name: string; isKnown: boolean; members: FoundMember[] }[];
  environments: PlannedEnvironment[];
  /** Known environments whose namespace was made anew since. */
  renewed: FoundEnvironment[];
  known: number;
  leftOut: LeftOut[];
}

/** Plans what rows the cluster's namespaces ask for: only such that change nothing in the cluster. */
export function planRebuild(views: readonly NamespaceView[], known: Known): RebuildPlan {
  const leftOut: LeftOut[] = [];
  const renewed: FoundEnvironment[] = [];
  const fresh: FoundEnvironment[] = [];
  let count = 0;
  for (const view of views) {
    const found = readFound(view);
    if ('why' in found) {
      leftOut.push(found);
      continue;
    }
    const namespace = found.namespace.metadata.name;
    const row = known.environments.get(found.id);
    if (row === undefined && !known.namespaces.has(namespace)) fresh.push(found);
    else if (row === undefined) leftOut.push({ namespace, why: 'another environment has this name' });
    else if (row.isFinal) leftOut.push({ namespace, why: 'the database says that it was deleted' });
    else if (row.namespaceUid !== found.namespace.metadata.uid) renewed.push(found);
    else count += 1;
  }
  const byTeam = Map.groupBy(fresh, ({ team }) => team.slug);
  const planned = [...byTeam].map(([slug, environments]) => planTeam(slug, environments, known));
  const teams = planned.filter(({ environments }) => environments.length > 0);
  return {
    teams: teams.map(({ team }) => team),
    environments: teams.flatMap(({ environments }) => environments),
    renewed,
    known: count,
    leftOut: [...leftOut, ...planned.flatMap((team) => team.leftOut)],
  };
}

function planTeam(slug: string, found: readonly FoundEnvironment[], known: Known) {
  const { platform } = known;
  const all = found.map((each) => ({ found: each, ...classOf(each, known) }));
  const given = known.teams.get(slug);
  const members = given === undefined ? findMembers(all, platform.subjectPrefix) : [];
  const environments: PlannedEnvironment[] = [];
  const leftOut: LeftOut[] = [];
  for (const each of all) {
    const changes = wouldChange(each.found, { classSpec: each.spec, members: given ?? members, platform });
    if (changes.length === 0) environments.push(each);
    else leftOut.push({ namespace: each.found.namespace.metadata.name, why: changes.join('; ') });
  }
  const name = found[0]?.team.name ?? slug;
  return { team: { slug, name, isKnown: given !== undefined, members }, environments, leftOut };
}

// A version that is there is taken where it says what the cluster shows, the one of that number first.
function classOf(
  found: FoundEnvironment,
  { classes, platform }: Known,
): Pick<PlannedEnvironment, 'classId' | 'spec'> {
  const own = classes.filter(({ slug }) => slug === found.className);
  const sorted = [...own].sort(
    (a, b) => Number(b.version === found.classVersion) - Number(a.version === found.classVersion),
  );
  for (const { id, spec } of sorted) if (explains(spec, found, platform)) return { classId: id, spec };
  const stage = found.namespace.metadata.labels?.['bailiwick.dev/stage'];
  const shipped =
    shippedClasses.find(({ slug }) => slug === found.className) ??
    shippedClasses.find(({ spec }) => spec.stage === stage) ??
    shippedClasses[0];
  const base = sorted[0]?.spec ?? shipped?.spec;
  if (base === undefined) throw new Error('There is no class to begin with.');
  return { classId: null, spec: observedClass(base, found) ?? base };
}

// Rendered, not compared as text: the same class may be written in several ways. Bindings follow from members, who come later.
function explains(classSpec: ClassSpec, found: FoundEnvironment, platform: PlatformSettings): boolean {
  const { exec, secrets } = observedAddOns(classSpec, found);
  const { guardrails } = classSpec;
  if (exec !== guardrails.exec || secrets !== guardrails.secrets) return false;
  const changes = wouldChange(found, { classSpec, members: [], platform });
  return changes.every((text) => text.startsWith('RoleBinding '));
}
