import { readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { viewNamespace } from '../world/cluster-view.ts';
import type { Written } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/**
 * I3: whoever is bound in a namespace is a member of the team of an approved environment, who is not is refused by the
 * API server itself, and no binding was made before the guardrails of its namespace.
 */
export const accessApproved: Invariant = {
  id: 'I3',
  promise: 'no access without an approved record, and revoked access is gone',
  check: async (world) => {
    const environments = await world.database.environment.findMany({
      where: { finalizedAt: null },
      select: { id: true, namespace: true, requests: { where: { state: 'approved' } } },
    });
    const found: string[] = [];
    for (const { id, namespace, requests } of environments) {
      const [row] = await readEnvironments(world.database, [id]);
      const isApproved = requests.length > 0 && row?.deleteAt === null;
      const prefix = row?.platform.subjectPrefix ?? '';
      const members = isApproved ? row.members.map(({ subject }) => `${prefix}${subject}`) : [];
      found.push(...(await boundStrangers(world, namespace, members)));
      found.push(...(await admittedStrangers(world, namespace, members, prefix)));
      found.push(...unguarded(world.journal.writes(), namespace));
    }
    return found;
  },
};

async function boundStrangers(
  world: World,
  namespace: string,
  members: readonly string[],
): Promise<string[]> {
  const { objects } = await viewNamespace(world.transport, namespace);
  return (objects.get('RoleBinding') ?? []).flatMap(({ metadata, subjects }) =>
    ((subjects ?? []) as { name: string }[])
      .filter(({ name }) => !members.includes(name))
      .map(({ name }) => `${name} is bound in ${namespace} by ${metadata.name} and is no member`),
  );
}

async function admittedStrangers(
  world: World,
  namespace: string,
  members: readonly string[],
  prefix: string,
): Promise<string[]> {
  const everybody = await world.database.user.findMany({ select: { subject: true } });
  const strangers = everybody
    .map(({ subject }) => `${prefix}${subject}`)
    .filter((user) => !members.includes(user));
  const answers = await Promise.all(strangers.map((user) => mayReadPods(world, namespace, user)));
  return strangers
    .filter((_user, index) => answers[index])
    .map((user) => `${user} is no member and may read the pods of ${namespace}`);
}

async function mayReadPods(world: World, namespace: string, user: string): Promise<boolean> {
  const review = (await world.transport.call({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    body: { spec: { user, resourceAttributes: { namespace, verb: 'list', resource: 'pods' } } },
  })) as { status: { allowed: boolean } };
  return review.status.allowed;
}

// A write whose answer was lost on the way counts as well: the API server has carried it out.
function unguarded(writes: readonly Written[], namespace: string): string[] {
  const guards = managedKinds.filter(({ level }) => level === 1).map(({ kind }) => kind);
  const made = new Set<string>();
  const found: string[] = [];
  for (const write of writes) {
    if (write.namespace !== namespace || write.status >= 300 || write.method === 'DELETE' || write.isStatus)
      continue;
    const missing = guards.filter((kind) => !made.has(kind));
    if (write.kind === 'RoleBinding' && missing.length > 0)
      found.push(`access to ${namespace} was given before ${missing.join(', ')}`);
    made.add(write.kind);
  }
  return found;
}
