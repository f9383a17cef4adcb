import { randomBytes } from 'node:crypto';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { teamRoles } from '#lib/domain/role.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { EnvironmentSpec } from '#lib/provisioner/desired/environment-spec.ts';
import type { Identity } from './access-review.ts';
import { classPromises, type Right } from './expected-access.ts';
import { provisionEnvironment } from './provisioned-environment.ts';

/** Somebody whose access is reviewed, and what he is promised in his own namespace. */
export interface Subject {
  title: string;
  who: Identity;
  namespace: string;
  rights: readonly Right[];
}

/** An environment of each class for one team, and one of another team. */
export interface AccessWorld {
  subjects: Subject[];
  foreignNamespace: string;
  end: () => Promise<void>;
}

const everybody = 'system:authenticated';

/** Makes the environments as the provisioner and names everybody with access, and the two that have none of a person. */
export async function createAccessWorld(provisioner: Transport): Promise<AccessWorld> {
  const team = `a${randomBytes(4).toString('hex')}`;
  const own = Object.entries(testedClasses()).map(([slug, spec]) => environmentOf(team, slug, spec));
  const foreign = environmentOf(`${team}x`, 'dev', testedClasses().dev as ClassSpec);
  const ends = await Promise.all([...own, foreign].map((spec) => provisionEnvironment(provisioner, spec)));
  const people = own.flatMap(({ className, namespace, members, platform }) =>
    members.map(({ subject, role }): Subject => {
      const who = { user: `${platform.subjectPrefix}${subject}`, groups: [everybody] };
      const rights = classPromises[className]?.[teamRoles.indexOf(role)] ?? [];
      return { title: `${role} in ${className}`, who, namespace, rights };
    }),
  );
  const account = (namespace: string, name: string): Identity => ({
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, everybody],
  });
  const home = own[0]?.namespace ?? '';
  const workload: Subject = {
    title: 'a workload',
    who: account(home, 'default'),
    namespace: home,
    rights: ['none'],
  };
  return {
    subjects: [...people, workload, { ...provisionerSubject(account), namespace: home }],
    foreignNamespace: foreign.namespace,
    end: async () => void (await Promise.all(ends.map((end) => end()))),
  };
}

function provisionerSubject(
  account: (namespace: string, name: string) => Identity,
): Omit<Subject, 'namespace'> {
  return {
    title: 'the provisioner',
    who: account('bailiwick-system', 'provisioner'),
    rights: ['provisioner'],
  };
}

/** The shipped classes, and two that switch everything off or give what no shipped one gives. */
function testedClasses(): Record<string, ClassSpec> {
  const shipped = Object.fromEntries(shippedClasses.map(({ slug, spec }) => [slug, spec]));
  const model = shipped.qa as ClassSpec;
  const strict: ClassSpec = {
    ...model,
    guardrails: { ...model.guardrails, exec: false, secrets: false },
    roles: { owner: 'bailiwick-admin', developer: 'bailiwick-developer', viewer: 'bailiwick-deployer' },
  };
  const pipeline: ClassSpec = {
    ...model,
    roles: { owner: 'bailiwick-deployer', developer: null, viewer: null },
  };
  return { ...shipped, strict, pipeline };
}

/** An environment of that class with one member of each role, named after namespace and role. */
export function environmentOf(team: string, slug: string, classSpec: ClassSpec): EnvironmentSpec {
  const namespace = `${team}-${slug}`;
  const quota = Object.fromEntries(
    Object.entries(classSpec.quota).map(([key, { default: amount }]) => [key, amount]),
  );
  return {
    id: crypto.randomUUID(),
    team: { slug: team, name: team },
    slug,
    namespace,
    className: slug,
    classVersion: 1,
    classSpec,
    quota,
    members: teamRoles.map((role) => ({ subject: `${namespace}-${role}`, role })),
    approvedBy: null,
    platform: defaultPlatform,
  };
}
