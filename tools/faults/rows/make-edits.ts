import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { viewNamespace } from '../world/cluster-view.ts';
import { deleteObject, edit } from '../world/edit.ts';
import type { World } from '../world/world.ts';

/** One thing that somebody does by hand. */
export interface HandMade {
  /** For messages. */
  title: string;
  /** The environment. */
  id: string;
  apply: () => Promise<void>;
}

type Maker = (world: World, namespace: string, binding: string) => Promise<void>;

const patch =
  (kind: string, name: string, body: object): Maker =>
  (world, namespace) =>
    edit(world, { kind, namespace, name: name || namespace, body });
const removal =
  (kind: string, name: string): Maker =>
  (world, namespace) =>
    deleteObject(world, { kind, namespace, name });
const addition =
  (kind: string, body: object): Maker =>
  async (world, namespace) => {
    const metadata = { name: `sly-${world.random.below(1_000_000)}`, namespace };
    await world.admin.create(managedKind(kind), { ...body, metadata });
  };
const withoutOwner = { metadata: { labels: { 'app.kubernetes.io/managed-by': null } } };
const rbac = 'rbac.authorization.k8s.io';
const intruder = { kind: 'User', apiGroup: rbac, name: 'intruder' };
const limits = [{ type: 'Container', max: { cpu: '64' } }];

const makers: readonly (readonly [string, Maker])[] = [
  ['a raised quota', patch('ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } })],
  ['default-deny without effect', patch('NetworkPolicy', 'default-deny', { spec: { ingress: [{}] } })],
  ['higher limits', patch('LimitRange', 'bailiwick', { spec: { limits } })],
  ['a token in every pod', patch('ServiceAccount', 'default', { automountServiceAccountToken: true })],
  [
    'a deleted binding',
    (world, namespace, name) => deleteObject(world, { kind: 'RoleBinding', namespace, name }),
  ],
  [
    'a loosened namespace',
    patch('Namespace', '', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
  ],
  ['a deleted quota', removal('ResourceQuota', 'bailiwick')],
  ['another quota', addition('ResourceQuota', { spec: { hard: { pods: '1' } } })],
  ['a deleted policy', removal('NetworkPolicy', 'default-deny')],
  [
    'a policy that opens everything',
    addition('NetworkPolicy', { spec: { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] } }),
  ],
  ['a deleted LimitRange', removal('LimitRange', 'bailiwick')],
  ['another LimitRange', addition('LimitRange', { spec: { limits } })],
  ['a quota key taken away', patch('ResourceQuota', 'bailiwick', { spec: { hard: { secrets: null } } })],
  ['a LimitRange without its owner', patch('LimitRange', 'bailiwick', withoutOwner)],
  [
    'a binding to a role that is not ours',
    addition('RoleBinding', {
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'admin' },
      subjects: [intruder],
    }),
  ],
  [
    'a stranger in our binding',
    (world, namespace, name) =>
      edit(world, { kind: 'RoleBinding', namespace, name, body: { subjects: [intruder] } }),
  ],
];

/** So many edits over the environments in turn: the same object twice only after all others, so that it is no contest. */
export async function makeEdits(world: World, count: number): Promise<HandMade[]> {
  const environments = await world.database.environment.findMany({ orderBy: { slug: 'asc' } });
  const bindings = new Map<string, string>();
  for (const { namespace } of environments) {
    const { objects } = await viewNamespace(world.transport, namespace);
    bindings.set(namespace, objects.get('RoleBinding')?.[0]?.metadata.name ?? '');
  }
  const first = world.random.below(makers.length);
  return Array.from({ length: count }, (_, index) => {
    const environment = environments[index % environments.length];
    const maker = makers[(first + Math.floor(index / environments.length)) % makers.length];
    if (environment === undefined || maker === undefined) throw new Error('There is nothing to edit.');
    const { id, namespace } = environment;
    const [title, make] = maker;
    const apply = () => make(world, namespace, bindings.get(namespace) ?? '');
    return { title: `${title} in ${namespace}`, id, apply };
  });
}
