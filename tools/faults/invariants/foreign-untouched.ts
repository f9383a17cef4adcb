import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { environmentIdAnnotation, fieldManager } from '#lib/provisioner/desired/ownership.ts';
import { viewNamespace } from '../world/cluster-view.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/** I2: every write that the API server accepted was in a namespace that is ours, by name and by UID. */
export const foreignUntouched: Invariant = {
  id: 'I2',
  promise: 'nothing is written in a namespace that is not ours',
  check: async (world) => {
    const ours = await uidsByNamespace(world);
    const outside = world.journal
      .writes()
      .filter(({ status }) => status < 300)
      .filter(({ kind, name, namespace }) => !ours.has(kind === 'Namespace' ? name : namespace))
      // The name of a new namespace is in the body; what came of it is looked at by UID.
      .filter(({ kind, method }) => kind !== 'Namespace' || method !== 'POST')
      .map(({ method, path }) => `${method} ${path} is outside of our namespaces`);
    const checked = await Promise.all([...ours].map(([name, uids]) => touched(world, name, uids)));
    return [...outside, ...checked.flat()];
  },
};

async function uidsByNamespace(world: World): Promise<Map<string, Set<string>>> {
  const rows = await world.database.environment.findMany({ include: { status: true } });
  const uids = new Map<string, Set<string>>();
  for (const { namespace, status } of rows) {
    const known = uids.get(namespace) ?? new Set<string>();
    if (status?.namespaceUid) known.add(status.namespaceUid);
    uids.set(namespace, known);
  }
  return uids;
}

async function touched(world: World, name: string, uids: ReadonlySet<string>): Promise<string[]> {
  const { namespace, objects } = await viewNamespace(world.transport, name);
  // Where no UID is stored yet, the pass that has just made it is still to be saved.
  const isJustMade =
    uids.size === 0 && namespace?.metadata.annotations?.[environmentIdAnnotation] !== undefined;
  if (namespace === null || isJustMade || uids.has(namespace.metadata.uid)) return [];
  const inside = [...objects].flatMap(([kind, found]) => found.map((object) => ({ kind, object })));
  return [{ kind: 'Namespace', object: namespace }, ...inside]
    .filter(({ object }) => wroteInto(object))
    .map(
      ({ kind, object }) =>
        `${kind} ${object.metadata.name} in ${name}, which is somebody else's, was written`,
    );
}

function wroteInto({ metadata }: ObservedObject): boolean {
  return (metadata.managedFields ?? []).some(({ manager }) => manager === fieldManager);
}
