import type { ObservedObject } from '../desired/observed-object.ts';

/** An edit by hand that the provisioner has to undo, and the field of it that its ledger names. */
export interface HandEdit {
  title: string;
  kind: string;
  name: string;
  body: object;
  path: string;
  /** What only takes something away leaves no trace of its author in the API server. */
  isRemoval?: true;
  healed: (object: ObservedObject) => boolean;
}

/** Whether the label of ownership is there. */
export const hasOwnLabel = (object: ObservedObject) =>
  object.metadata.labels?.['app.kubernetes.io/managed-by'] === 'bailiwick';
export const specOf = (object: ObservedObject) => object.spec as Record<string, unknown>;
/** A patch that takes the label of ownership away. */
export const withoutLabel = { metadata: { labels: { 'app.kubernetes.io/managed-by': null } } };

/** Edits of every managed kind inside a namespace. */
export const handEdits: HandEdit[] = [
  {
    title: 'a raised quota',
    kind: 'ResourceQuota',
    name: 'bailiwick',
    body: { spec: { hard: { pods: '999' } } },
    path: 'spec.hard.pods',
    healed: (object) => (specOf(object).hard as Record<string, string>).pods === '20',
  },
  {
    title: 'a quota key taken away',
    kind: 'ResourceQuota',
    name: 'bailiwick',
    body: { spec: { hard: { secrets: null } } },
    path: 'spec.hard.secrets',
    isRemoval: true,
    healed: (object) => 'secrets' in (specOf(object).hard as object),
  },
  {
    title: 'a quota key added',
    kind: 'ResourceQuota',
    name: 'bailiwick',
    body: { spec: { hard: { replicationcontrollers: '1' } } },
    path: 'spec.hard.replicationcontrollers',
    healed: (object) => !('replicationcontrollers' in (specOf(object).hard as object)),
  },
  {
    title: 'ingress: [{}] added to default-deny',
    kind: 'NetworkPolicy',
    name: 'default-deny',
    body: { spec: { ingress: [{}] } },
    path: 'spec.ingress',
    healed: (object) => specOf(object).ingress === undefined,
  },
  {
    title: 'egress: [{}] added to a policy that says nothing of egress',
    kind: 'NetworkPolicy',
    name: 'allow-ingress-controller',
    body: { spec: { egress: [{}], policyTypes: ['Ingress', 'Egress'] } },
    path: 'spec.egress',
    healed: (object) => specOf(object).egress === undefined,
  },
  {
    title: 'a removed owner label',
    kind: 'LimitRange',
    name: 'bailiwick',
    body: withoutLabel,
    path: 'metadata.labels.app.kubernetes.io/managed-by',
    isRemoval: true,
    healed: hasOwnLabel,
  },
  {
    title: 'higher limits',
    kind: 'LimitRange',
    name: 'bailiwick',
    body: { spec: { limits: [{ type: 'Container', max: { cpu: '64' } }] } },
    path: 'spec.limits',
    healed: (object) => JSON.stringify(object.spec).includes('"cpu":"4"'),
  },
  {
    title: 'a token mounted again',
    kind: 'ServiceAccount',
    name: 'default',
    body: { automountServiceAccountToken: true },
    path: 'automountServiceAccountToken',
    healed: (object) => object.automountServiceAccountToken === false,
  },
];
