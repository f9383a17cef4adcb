import type { ObservedObject } from '../desired/observed-object.ts';
import type { Observed } from '../diff/plan.ts';

/** What the watches have seen, by kind and namespace. Cluster-scoped kinds lie under the empty namespace. */
export interface ObjectCache {
  observe: (namespace: string) => { namespace: ObservedObject | null; objects: Observed };
  /** Takes an object unless a newer version is known; says whether it changed anything. */
  put: (kind: string, object: ObservedObject) => boolean;
  /** Forgets an object that we asked to delete; it may still come back as one that is being deleted. */
  remove: (kind: string, object: ObservedObject) => void;
  /** Forgets an object that is gone for good. */
  end: (kind: string, object: ObservedObject) => void;
  /** Replaces all of a kind and names the namespaces whose objects differ from before. */
  replaceAll: (kind: string, objects: readonly ObservedObject[]) => Set<string>;
}

const mostEnded = 10_000;

/** Where an object belongs: a namespace belongs to itself. */
export function homeOf(kind: string, object: ObservedObject): string {
  return kind === 'Namespace' ? object.metadata.name : (object.metadata.namespace ?? '');
}

/** An empty cache. */
export function createCache(): ObjectCache {
  let kinds = new Map<string, Map<string, Map<string, ObservedObject>>>();

  // A write's answer may arrive after the watch told of the object's end; UIDs never come back.
  const ended = new Set<string>();

  const shelf = (kind: string, home: string) => {
    const homes = kinds.get(kind) ?? new Map<string, Map<string, ObservedObject>>();
    kinds.set(kind, homes);
    const objects = homes.get(home) ?? new Map<string, ObservedObject>();
    homes.set(home, objects);
    return objects;
  };

  function put(kind: string, object: ObservedObject): boolean {
    const objects = shelf(kind, homeOf(kind, object));
    const known = objects.get(object.metadata.name);
    if (ended.has(object.metadata.uid)) return false;
    if (known && BigInt(known.metadata.resourceVersion) >= BigInt(object.metadata.resourceVersion))
      return false;
    objects.set(object.metadata.name, object);
    return true;
  }

  function remove(kind: string, object: ObservedObject): void {
    const home = homeOf(kind, object);
    const objects = shelf(kind, home);
    if (objects.get(object.metadata.name)?.metadata.uid === object.metadata.uid)
      objects.delete(object.metadata.name);
    if (objects.size === 0) kinds.get(kind)?.delete(home);
  }

  function end(kind: string, object: ObservedObject): void {
    remove(kind, object);
    ended.add(object.metadata.uid);
    if (ended.size <= mostEnded) return;
    const [oldest] = ended;
    if (oldest !== undefined) ended.delete(oldest);
  }

  function replaceAll(kind: string, objects: readonly ObservedObject[]): Set<string> {
    const before = kinds.get(kind) ?? new Map<string, Map<string, ObservedObject>>();
    kinds = new Map(kinds).set(kind, new Map());
    for (const object of objects) put(kind, object);
    const after = kinds.get(kind) ?? new Map<string, Map<string, ObservedObject>>();
    const homes = new Set([...before.keys(), ...after.keys()]);
    return new Set(
      [...homes].filter((home) => fingerprint(before.get(home)) !== fingerprint(after.get(home))),
    );
  }

  function observe(namespace: string) {
    const objects = new Map(
      [...kinds].map(([kind, homes]) => [kind, [...(homes.get(namespace)?.values() ?? [])]]),
    );
    const [found] = objects.get('Namespace') ?? [];
    objects.delete('Namespace');
    return { namespace: found ?? null, objects };
  }

  return { observe, put, remove, end, replaceAll };
}

function fingerprint(objects: Map<string, ObservedObject> | undefined): string {
  return [...(objects?.values() ?? [])]
    .map(({ metadata }) => `${metadata.uid}/${metadata.resourceVersion}`)
    .sort()
    .join();
}
