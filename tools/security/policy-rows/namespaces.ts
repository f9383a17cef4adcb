import { type Act, patch, post } from '../act-as.ts';
import { administrator, controller, mallory, type PolicyWorld, provisioner } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

const namespaces = '/api/v1/namespaces';
const label = (key: string, value: string | null) => ({ metadata: { labels: { [key]: value } } });
const annotation = (key: string, value: string) => ({ metadata: { annotations: { [key]: value } } });
const owner = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'mine',
  uid: '00000000-0000-0000-0000-000000000000',
};

/** A namespace as the provisioner makes it. */
export function environmentNamespace(team: string, environment: string, name = `${team}-${environment}`) {
  const labels = {
    'app.kubernetes.io/managed-by': 'bailiwick',
    'bailiwick.dev/team': team,
    'bailiwick.dev/environment': environment,
    'pod-security.kubernetes.io/enforce': 'restricted',
  };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export function nsFreezeRows({ home, plain }: PolicyWorld): PolicyRow[] {
  const own = `${namespaces}/${home}`;
  const finalize: Act = {
    method: 'PUT',
    path: `${own}/finalize`,
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: home }, spec: { finalizers: [] } },
  };
  const stage = patch(own, label('bailiwick.dev/stage', 'prod'));
  const level = 'pod-security.kubernetes.io/enforce';
  return rowsOf('ns-freeze', [
    [
      'pod-security',
      'Pod Security loosened',
      mallory,
      patch(own, label(level, 'privileged')),
      /Pod Security/,
    ],
    ['pod-security', 'Pod Security taken away', mallory, patch(own, label(level, null)), /Pod Security/],
    ['labels', 'the team changed', mallory, patch(own, label('bailiwick.dev/team', 'evil')), /labels of/],
    ['labels', 'a label of one’s own', mallory, patch(own, label('mine', 'x')), /labels of/],
    ['labels', 'a label taken away', mallory, patch(own, label('bailiwick.dev/stage', null)), /labels of/],
    [
      'annotations',
      'any registry',
      mallory,
      patch(own, annotation('bailiwick.dev/allowed-registries', '*')),
      /annotations/,
    ],
    ['owners', 'an owner', mallory, patch(own, { metadata: { ownerReferences: [owner] } }), /no owner/],
    [
      'finalizers',
      'a finalizer',
      mallory,
      patch(own, { metadata: { finalizers: ['x.example/y'] } }),
      /finalizers/,
    ],
    [
      'is-environment',
      'a label on one’s own namespace',
      mallory,
      patch(`${namespaces}/${plain}`, label('mine', 'x')),
      null,
    ],
    ['user provisioner', 'the provisioner changes the stage', provisioner, stage, null],
    ['user namespaces', 'the namespace controller finalizes', controller('namespaces'), finalize, null],
    ['user manager', 'the controller manager finalizes', controller('manager'), finalize, null],
    [
      'user garbage',
      'the garbage collector takes a finalizer off',
      controller('garbage'),
      patch(own, { metadata: { finalizers: ['foregroundDeletion'] } }),
      null,
    ],
    ['group system:masters', 'an administrator changes a label', administrator, stage, null],
  ]);
}

export function nsClaimRows({ home, plain, team }: PolicyWorld): PolicyRow[] {
  const own = `${namespaces}/${plain}`;
  const made = environmentNamespace(team, 'new');
  const status = {
    status: { conditions: [{ type: 'Mine', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] },
  };
  const managed = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `${team}-claimed`, labels: { 'app.kubernetes.io/managed-by': 'bailiwick' } },
  };
  return rowsOf('ns-claim', [
    [
      'managed-by',
      'an old namespace claims to be managed',
      mallory,
      patch(own, label('app.kubernetes.io/managed-by', 'bailiwick')),
      /only Bailiwick sets app/,
    ],
    [
      'managed-by',
      'a new namespace claims to be managed',
      mallory,
      post(namespaces, managed),
      /only Bailiwick sets app/,
    ],
    [
      'labels',
      'an old namespace claims a team',
      mallory,
      patch(own, label('bailiwick.dev/team', team)),
      /labels under/,
    ],
    [
      'labels',
      'a claim through the status',
      mallory,
      patch(`${own}/status`, label('bailiwick.dev/team', team)),
      /labels under/,
    ],
    [
      'annotations',
      'an old namespace claims an environment',
      mallory,
      patch(own, annotation('bailiwick.dev/environment-id', 'x')),
      /annotations under/,
    ],
    [
      'is-foreign',
      'the status of an environment',
      mallory,
      patch(`${namespaces}/${home}/status`, status),
      null,
    ],
    ['user provisioner', 'the provisioner makes a namespace', provisioner, post(namespaces, made), null],
    [
      'group system:masters',
      'an administrator makes one like it',
      administrator,
      post(namespaces, made),
      null,
    ],
  ]);
}
