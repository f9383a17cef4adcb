import { expect, test } from 'vitest';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { EnvironmentSpec } from '#lib/provisioner/desired/environment-spec.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { fieldManager } from '#lib/provisioner/desired/ownership.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import type { NamespaceView } from './found-environment.ts';
import { type Known, planRebuild } from './plan-rebuild.ts';

const shipped = (slug: string): ClassSpec => {
  const found = shippedClasses.find((each) => each.slug === slug);
  if (found === undefined) throw new Error(slug);
  return found.spec;
};
const id = (last: number) => `019abc00-0000-7000-8000-00000000000${last}`;
const members: EnvironmentSpec['members'] = [
  { subject: 'olga', role: 'owner' },
  { subject: 'dev', role: 'developer' },
];

/** What the cluster has of an environment that the provisioner made. */
function made(last: number, changes: Partial<EnvironmentSpec> = {}): NamespaceView {
  const slug = `e${last}`;
  const rendered = renderEnvironment({
    ...{ id: id(last), team: { slug: 'payments', name: 'Payments' }, slug, namespace: `payments-${slug}` },
    ...{
      className: 'dev',
      classVersion: 3,
      classSpec: shipped('dev'),
      quota: { pods: '7' },
      quotaRevision: 4,
    },
    ...{ members, approvedBy: 'Ada', platform: defaultPlatform },
    ...changes,
  });
  const objects = rendered.map(
    (manifest): ObservedObject => ({
      ...manifest,
      metadata: {
        ...manifest.metadata,
        ...{ uid: `${manifest.kind}-${last}`, resourceVersion: '1' },
        managedFields: [{ manager: fieldManager, operation: 'Update' }],
      },
      status: { hard: {} },
    }),
  );
  const [namespace] = objects;
  if (namespace === undefined) throw new Error('no namespace');
  return { namespace, objects: Map.groupBy(objects.slice(1), ({ kind }) => kind ?? '') };
}

const nothing: Known = {
  environments: new Map(),
  namespaces: new Set(),
  teams: new Map(),
  classes: [],
  platform: defaultPlatform,
};

test('team, members, class and quota come from what the objects say', () => {
  const own: ClassSpec = {
    ...shipped('dev'),
    networkProfile: 'team',
    guardrails: { ...shipped('dev').guardrails, registries: ['ghcr.io/acme/'], exec: false },
  };
  const plan = planRebuild([made(1, { classSpec: own }), made(2)], nothing);
  expect(plan.leftOut).toEqual([]);
  expect(plan.teams).toMatchObject([
    {
      ...{ slug: 'payments', name: 'Payments', isKnown: false },
      members: [
        { subject: 'dev', role: 'developer' },
        { subject: 'olga', role: 'owner' },
      ],
    },
  ]);
  const [first, second] = plan.environments;
  expect(first?.found).toMatchObject({ id: id(1), classVersion: 3, approvedBy: 'Ada', quotaRevision: 4 });
  expect(first?.spec).toMatchObject({
    networkProfile: 'team',
    guardrails: { registries: ['ghcr.io/acme/'], exec: false },
  });
  expect(second?.spec).toMatchObject({
    networkProfile: shipped('dev').networkProfile,
    guardrails: { registries: null },
  });
});

test('where roles can’t be told apart, the weaker one is taken and said to be', () => {
  const classSpec: ClassSpec = {
    ...shipped('dev'),
    roles: { owner: 'bailiwick-admin', developer: 'bailiwick-admin', viewer: null },
  };
  const known = { ...nothing, classes: [{ id: 'c', slug: 'dev', version: 3, spec: classSpec }] };
  const [team] = planRebuild([made(1, { classSpec })], known).teams;
  expect(team?.members).toEqual([
    { subject: 'dev', role: 'developer', orElse: ['owner'] },
    { subject: 'olga', role: 'developer', orElse: ['owner'] },
  ]);
});

test('what rows would change in the cluster is left out, and so is what is not ours', () => {
  // A tenant's own binding makes nobody a member.
  const withForeign = made(1);
  const binding: ObservedObject = {
    ...{ kind: 'RoleBinding', metadata: { name: 'x', uid: 'x', resourceVersion: '1' } },
    roleRef: { kind: 'ClusterRole', name: 'bailiwick-admin' },
    subjects: [{ kind: 'User', name: 'oidc:eve' }],
  };
  withForeign.objects = new Map([
    ...withForeign.objects,
    ['RoleBinding', [...(withForeign.objects.get('RoleBinding') ?? []), binding]],
  ]);
  const adopted = made(2);
  adopted.namespace.metadata.managedFields = [{ manager: 'kubectl', operation: 'Update' }];
  const renamed = made(3, { namespace: 'payments-other' });
  const members = [{ subject: 'olga', role: 'owner' as const }];
  const known = { ...nothing, teams: new Map([['payments', members]]) };
  const why = (plan: ReturnType<typeof planRebuild>) => plan.leftOut.map((each) => each.why);
  expect(why(planRebuild([withForeign, adopted, renamed], nothing))).toEqual([
    'it was not made by the provisioner',
    'its name and its labels do not agree',
    'RoleBinding x would be removed',
  ]);
  const [left = ''] = why(planRebuild([made(1)], known));
  expect(left).toMatch(/RoleBinding bailiwick-developer-\w+ would be removed/);
  const otherNetwork = { ...nothing, platform: { ...defaultPlatform, monitoringNamespace: 'elsewhere' } };
  expect(why(planRebuild([made(1)], otherNetwork))[0]).toMatch(/NetworkPolicy allow-monitoring would be/);
});

test('a version that explains what shows is taken, however it is written', () => {
  const spec: ClassSpec = {
    ...shipped('dev'),
    containerMax: { ...shipped('dev').containerMax, cpu: '4000m' },
    guardrails: { ...shipped('dev').guardrails, volumeTypes: ['secret', 'configMap'] },
  };
  const version = (number: number, each: ClassSpec) => ({
    id: `v${number}`,
    slug: 'dev',
    version: number,
    spec: each,
  });
  const known = { ...nothing, classes: [version(3, shipped('qa')), version(2, spec), version(1, spec)] };
  expect(planRebuild([made(1, { classSpec: spec })], known).environments[0]?.classId).toBe('v2');
});

test('what is known stays as it is, and a namespace made anew is told apart', () => {
  const row = (namespaceUid: string, isFinal = false) => ({ namespaceUid, isFinal });
  const known: Known = {
    ...nothing,
    environments: new Map([
      [id(1), row('Namespace-1')],
      [id(2), row('before')],
      [id(3), row('Namespace-3', true)],
    ]),
    namespaces: new Set(['payments-e1', 'payments-e2', 'payments-e4']),
  };
  const plan = planRebuild(
    [1, 2, 3, 4].map((last) => made(last)),
    known,
  );
  expect(plan.known).toBe(1);
  expect(plan.renewed.map((found) => found.id)).toEqual([id(2)]);
  expect(plan.environments).toEqual([]);
  expect(plan.leftOut.map((each) => each.why)).toEqual([
    'the database says that it was deleted',
    'another environment has this name',
  ]);
});
