import type { Transport } from '#lib/k8s/transport.ts';
import { takeAway } from './take-away.ts';

/** What a break works on: a namespace of its own, with an administrator's rights. */
export interface Target {
  namespace: string;
  /** The user whom the environment's RoleBindings name, as the API server knows him. */
  owner: string;
  transport: Transport;
}

/** A guardrail that is taken away, and the checks that must notice. */
export interface Break {
  /** The shipped class whose environment is broken. */
  of: string;
  fails: readonly string[];
  /** Takes it away; what it returns puts back what other environments share. */
  take: (target: Target) => Promise<(() => Promise<unknown>) | undefined>;
}

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const rbacGroup = 'rbac.authorization.k8s.io';
const core = ({ namespace }: Target) => `/api/v1/namespaces/${namespace}`;

const patch = ({ transport }: Target, path: string, body: object) =>
  transport.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });

const dropPolicy =
  (...bindings: string[]) =>
  async (target: Target) => {
    const group = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
    const undo = await Promise.all(
      bindings.map((name) => takeAway(target.transport, `${group}/bailiwick-${name}`)),
    );
    return () => Promise.all(undo.map((put) => put()));
  };

function bind(target: Target, collection: string, kind: string, role: string): Promise<unknown> {
  const body = {
    apiVersion: `${rbacGroup}/v1`,
    kind,
    metadata: { generateName: 'broken-' },
    roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: rbacGroup, kind: 'User', name: target.owner }],
  };
  return target.transport.call({ method: 'POST', path: `${rbac}/${collection}`, body });
}

const policies = ({ namespace }: Target) =>
  `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

/** Every way in which an environment is broken for the test; together they make each of the 23 checks fail. */
export const breaks: Readonly<Record<string, Break>> = {
  'no quota': {
    of: 'qa',
    fails: ['resource-quotas', 'object-limits'],
    take: async (target) =>
      void (await takeAway(target.transport, `${core(target)}/resourcequotas/bailiwick`)),
  },
  'a quota that does not count secrets': {
    of: 'qa',
    fails: ['object-limits'],
    take: async (target) =>
      void (await patch(target, `${core(target)}/resourcequotas/bailiwick`, {
        spec: { hard: { secrets: null } },
      })),
  },
  'no limit range': {
    of: 'qa',
    fails: ['resource-quotas'],
    take: async (target) => void (await takeAway(target.transport, `${core(target)}/limitranges/bailiwick`)),
  },
  'no Pod Security level': {
    of: 'qa',
    fails: [
      ...['add-capabilities', 'run-as-non-root', 'privileged', 'privilege-escalation'],
      ...['host-path', 'host-network', 'host-pid', 'host-ipc'],
    ],
    take: async (target) =>
      void (await patch(target, core(target), {
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } },
      })),
  },
  'no network policies': {
    of: 'qa',
    fails: ['cross-tenant-network'],
    take: async (target) => void (await target.transport.call({ method: 'DELETE', path: policies(target) })),
  },
  'a network policy that admits everybody': {
    of: 'qa',
    fails: ['cross-tenant-network'],
    take: async (target) => {
      const metadata = { name: 'open' };
      const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] };
      await target.transport.call({ method: 'POST', path: policies(target), body: { metadata, spec } });
      return undefined;
    },
  },
  'cluster-admin inside the namespace': {
    of: 'qa',
    fails: ['managed-resources', 'quota-writes', 'self-service-roles'],
    take: async (target) =>
      void (await bind(
        target,
        `namespaces/${target.namespace}/rolebindings`,
        'RoleBinding',
        'cluster-admin',
      )),
  },
  'a right in another namespace': {
    of: 'qa',
    fails: ['other-tenants'],
    take: async (target) =>
      void (await bind(target, 'namespaces/default/rolebindings', 'RoleBinding', 'bailiwick-viewer')),
  },
  'a right in the whole cluster': {
    of: 'qa',
    fails: ['cluster-resources'],
    take: async (target) =>
      void (await Promise.all([
        nodeWriter(target),
        bind(target, 'clusterrolebindings', 'ClusterRoleBinding', 'broken-node-writer'),
      ])),
  },
  'a storage class that keeps volumes': {
    of: 'qa',
    fails: ['reclaim-policy'],
    take: async (target) => {
      const path = '/apis/storage.k8s.io/v1/storageclasses';
      const body = { metadata: { name: 'keeps' }, provisioner: 'example.test/none', reclaimPolicy: 'Retain' };
      await target.transport.call({ method: 'POST', path, body });
      return () => target.transport.call({ method: 'DELETE', path: `${path}/keeps` });
    },
  },
  'no policy managed-objects': {
    of: 'qa',
    fails: ['managed-resources'],
    take: dropPolicy('managed-objects'),
  },
  'no policy bindings': { of: 'qa', fails: ['self-service-role-bindings'], take: dropPolicy('bindings') },
  'no policy netpol-additive': {
    of: 'qa',
    fails: ['self-service-network-policies'],
    take: dropPolicy('netpol-additive-deny'),
  },
  'no policy service-exposure and NodePorts in the quota': {
    of: 'qa',
    fails: ['node-port'],
    take: async (target) => {
      const spec = { hard: { 'services.nodeports': '2' } };
      await patch(target, `${core(target)}/resourcequotas/bailiwick`, { spec });
      return dropPolicy('service-exposure-deny')(target);
    },
  },
  'no policy workload, always pulling': {
    of: 'prod',
    fails: ['image-pull-policy', 'existing-volumes'],
    take: dropPolicy('workload-deny'),
  },
  'no policy workload, at baseline': {
    of: 'dev',
    fails: ['pvc-storage', 'existing-volumes'],
    take: dropPolicy('workload-deny'),
  },
};

/** Gives the bound cluster role its one right: to change nodes. */
function nodeWriter({ transport }: Target): Promise<unknown> {
  const rules = [{ apiGroups: [''], resources: ['nodes'], verbs: ['patch'] }];
  const body = { metadata: { name: 'broken-node-writer' }, rules };
  return transport.call({ method: 'POST', path: `${rbac}/clusterroles`, body });
}
