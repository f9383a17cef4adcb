import { defaultGuardrails } from './default-guardrails.ts';
import type { ClassSpec } from './environment-class.ts';

/** A class that a new installation begins with. */
export interface ShippedClass {
  slug: ClassSpec['stage'];
  name: string;
  spec: ClassSpec;
}

type Bounds = ClassSpec['quota'][string];

const between = (min: string, standard: string, max: string): Bounds => ({ min, default: standard, max });

interface Size {
  cpu: Bounds;
  memory: Bounds;
  storage: Bounds;
  pods: Bounds;
  /** Objects of each other counted kind. */
  objects: Bounds;
}

// Limits may be twice the requests: bursts are allowed, sums stay bounded.
function quotaOf({ cpu, memory, storage, pods, objects }: Size): ClassSpec['quota'] {
  return {
    'requests.cpu': cpu,
    'limits.cpu': doubled(cpu),
    'requests.memory': memory,
    'limits.memory': doubled(memory),
    'requests.ephemeral-storage': between('2Gi', '10Gi', '100Gi'),
    'limits.ephemeral-storage': between('4Gi', '20Gi', '200Gi'),
    'requests.storage': storage,
    persistentvolumeclaims: between('0', '10', '50'),
    pods,
    services: between('5', '20', '100'),
    'services.nodeports': between('0', '0', '0'),
    'services.loadbalancers': between('0', '0', '0'),
    configmaps: objects,
    secrets: objects,
    'count/serviceaccounts': between('5', '20', '50'),
    'count/deployments.apps': between('5', '20', '100'),
    'count/replicasets.apps': between('50', '200', '1k'),
    'count/statefulsets.apps': between('2', '10', '50'),
    'count/jobs.batch': between('10', '50', '200'),
    'count/cronjobs.batch': between('2', '10', '50'),
    'count/ingresses.networking.k8s.io': between('2', '10', '50'),
  };
}

function doubled({ min, default: standard, max }: Bounds): Bounds {
  const twice = (text: string) => text.replace(/^\d+/, (digits) => String(Number(digits) * 2));
  return between(twice(min), twice(standard), twice(max));
}

const containers: Pick<ClassSpec, 'containerDefaults' | 'containerMax'> = {
  containerDefaults: {
    requests: { cpu: '50m', memory: '128Mi', 'ephemeral-storage': '128Mi' },
    limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '1Gi' },
  },
  containerMax: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '20Gi' },
};

const small: Size = {
  cpu: between('500m', '2', '8'),
  memory: between('1Gi', '4Gi', '16Gi'),
  storage: between('0', '10Gi', '100Gi'),
  pods: between('5', '20', '60'),
  objects: between('20', '50', '200'),
};
const large: Size = {
  cpu: between('1', '4', '32'),
  memory: between('2Gi', '8Gi', '64Gi'),
  storage: between('0', '50Gi', '500Gi'),
  pods: between('5', '40', '200'),
  objects: between('20', '100', '400'),
};

const common: Omit<ClassSpec, 'description' | 'stage' | 'quota'> = {
  ...containers,
  podSecurity: { level: 'restricted', version: 'v1.36' },
  networkProfile: 'isolated',
  guardrails: defaultGuardrails,
  roles: { owner: 'bailiwick-admin', developer: 'bailiwick-developer', viewer: 'bailiwick-viewer' },
  lifetimeDays: null,
  deleteGraceMinutes: 60,
  approval: 'one-admin',
};

/** The classes of a new installation, in the order in which people meet them. */
export const shippedClasses: readonly ShippedClass[] = [
  {
    slug: 'dev',
    name: 'Development',
    spec: {
      ...common,
      description: 'Try things out. Granted at once while the team’s budget lasts.',
      stage: 'dev',
      quota: quotaOf(small),
      podSecurity: { level: 'baseline', version: 'v1.36' },
      networkProfile: 'open-egress',
      deleteGraceMinutes: 0,
      approval: 'automatic-within-budget',
    },
  },
  {
    slug: 'qa',
    name: 'Quality assurance',
    spec: {
      ...common,
      description: 'Test a release together with the team’s other test environments.',
      stage: 'qa',
      quota: quotaOf(small),
      networkProfile: 'team',
    },
  },
  {
    slug: 'staging',
    name: 'Staging',
    spec: {
      ...common,
      description: 'As close to production as it gets, without its data.',
      stage: 'staging',
      quota: quotaOf(large),
      networkProfile: 'team',
    },
  },
  {
    slug: 'prod',
    name: 'Production',
    spec: {
      ...common,
      description: 'Serves customers. Developers look, owners and pipelines change.',
      stage: 'prod',
      quota: quotaOf(large),
      guardrails: { ...defaultGuardrails, exec: false, imagePullPolicy: 'Always' },
      roles: { owner: 'bailiwick-admin', developer: 'bailiwick-viewer', viewer: 'bailiwick-viewer' },
      deleteGraceMinutes: 1440,
    },
  },
  {
    slug: 'preview',
    name: 'Preview',
    spec: {
      ...common,
      description: 'One branch for a few days. Expires by itself.',
      stage: 'preview',
      quota: quotaOf({ ...small, cpu: between('250m', '1', '2'), memory: between('512Mi', '2Gi', '4Gi') }),
      lifetimeDays: 7,
      deleteGraceMinutes: 0,
      approval: 'automatic-within-budget',
    },
  },
];
