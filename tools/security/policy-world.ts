import { randomBytes } from 'node:crypto';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { Guardrails } from '#lib/domain/guardrails.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import {
  conformanceUser,
  controllers,
  provisionerUser,
  syntheticTenant,
} from '#lib/provisioner/policies/identities.ts';
import { until } from '#tools/test/until.ts';
import { type Identity, isAllowed } from './access-review.ts';
import { environmentOf } from './access-world.ts';
import { provisionEnvironment } from './provisioned-environment.ts';

/** Namespaces of every sort, made by the provisioner's own code, and people of every sort. */
export interface PolicyWorld {
  team: string;
  /** An environment whose class denies; rows speak of it unless they say otherwise. */
  home: string;
  /** Environments whose classes only warn of or audit what tenants do. */
  warned: string;
  audited: string;
  /** Of another team. */
  foreign: string;
  /** A namespace of nobody, named as if it were an environment of the team. */
  plain: string;
  /** The owner of the team, with the strongest tenant role and its add-ons in `home`. */
  owner: Identity;
  end: () => Promise<void>;
}

const everybody = 'system:authenticated';
const identity = (user: string, groups: string[] = [everybody]): Identity => ({ user, groups });

/** Somebody to whom roles refuse nothing, so that only admission stands in his way. */
export const mallory = identity('oidc:mallory');
export const administrator = identity('admin', ['system:masters', everybody]);
export const provisioner = identity(provisionerUser, ['system:serviceaccounts', everybody]);
export const conformance = identity(conformanceUser, ['system:serviceaccounts', everybody]);
/** The user as whom the conformance checks try things. */
export const tenant = identity(syntheticTenant);
/** A controller of the cluster, by its key. */
export const controller = (name: keyof typeof controllers) => identity(controllers[name]);

/** The rules of the environments in this world: one of everything allowed, so that there is something to refuse. */
const rules: Guardrails = {
  mode: 'deny',
  exec: true,
  secrets: true,
  registries: ['docker.io/library/', 'ghcr.io/acme/', 'quay.io/acme/tool'],
  imagePullPolicy: 'Always',
  volumeTypes: ['configMap', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  storageClasses: ['fast'],
  ingressClasses: ['nginx'],
  priorityClasses: ['low'],
  nodePorts: false,
  loadBalancers: false,
};

/** Makes the world. Everybody but the owner gets every right that roles can give, until `end`. */
export async function createPolicyWorld(admin: Transport, made: Transport): Promise<PolicyWorld> {
  const team = `p${randomBytes(4).toString('hex')}`;
  const specs = [
    environmentOf(team, 'deny', classWith(rules)),
    environmentOf(team, 'warn', classWith({ ...rules, mode: 'warn' })),
    environmentOf(team, 'audit', classWith({ ...rules, mode: 'audit' })),
    environmentOf(`${team}x`, 'deny', classWith(rules)),
  ] as const;
  const plain = `${team}-plain`;
  const ends = await Promise.all(specs.map((spec) => provisionEnvironment(made, spec)));
  await admin.call({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: plain } } });
  const disarm = await arm(admin, [
    mallory,
    provisioner,
    conformance,
    tenant,
    ...Object.values(controllers).map((user) => identity(user)),
  ]);
  const [home, warned, audited, foreign] = specs.map(({ namespace }) => namespace) as [
    string,
    string,
    string,
    string,
  ];
  const end = async () => {
    await disarm();
    await Promise.all(ends.map((leave) => leave()));
    await admin.call({ method: 'DELETE', path: `/api/v1/namespaces/${plain}` });
  };
  const owner = identity(`${defaultPlatform.subjectPrefix}${home}-owner`);
  return { team, home, warned, audited, foreign, plain, owner, end };
}

// Roles reach the authorizer through watches of its own, and others must not find what was given here.
async function arm(admin: Transport, people: readonly Identity[]): Promise<() => Promise<void>> {
  const name = 'security-test-everything';
  const api = '/apis/rbac.authorization.k8s.io/v1';
  const apiGroup = 'rbac.authorization.k8s.io';
  const all = ['*'];
  const question = { verb: 'escalate', group: 'x.example', resource: 'anything', namespace: '' };
  const untilAll = (armed: boolean) =>
    until(
      async () =>
        (await Promise.all(people.map((who) => isAllowed(admin, who, question)))).every(
          (answer) => answer === armed,
        ),
      { deadlineMs: 60_000, what: 'the roles to reach the authorizer' },
    );
  const metadata = { name };
  await admin.call({
    method: 'POST',
    path: `${api}/clusterroles`,
    body: { metadata, rules: [{ apiGroups: all, resources: all, verbs: all }] },
  });
  await admin.call({
    method: 'POST',
    path: `${api}/clusterrolebindings`,
    body: {
      metadata,
      roleRef: { apiGroup, kind: 'ClusterRole', name },
      subjects: people.map(({ user }) => ({ apiGroup, kind: 'User', name: user })),
    },
  });
  await untilAll(true);
  return async () => {
    await admin.call({ method: 'DELETE', path: `${api}/clusterrolebindings/${name}` });
    await admin.call({ method: 'DELETE', path: `${api}/clusterroles/${name}` });
    await until(async () => !(await isAllowed(admin, mallory, question)), {
      deadlineMs: 60_000,
      what: 'the roles to be taken away',
    });
  };
}

function classWith(guardrails: Guardrails): ClassSpec {
  const shipped = shippedClasses.find(({ slug }) => slug === 'qa');
  if (!shipped) throw new Error('There is no class qa.');
  return { ...shipped.spec, guardrails };
}
