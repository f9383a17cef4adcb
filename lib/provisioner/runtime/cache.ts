import type { ObservedObject } from '../desired/observed-object.ts';
import { fieldManager } from '../desired/ownership.ts';
import { editorBetween } from '../diff/field-managers.ts';
import type { Observed } from '../diff/plan.ts';
import { createInternTable } from './intern.ts';
import { dropPacked, type PackedObject, packObject, unpackObject, writersIn } from './packed-object.ts';

/** What a new version of an object means: older than what is known, nothing that is compared, or a difference. */
export type Novelty = 'old' | 'same' | 'different';

/** What the watches have seen, by namespace; a namespace lies in itself. */
export interface ObjectCache {
  observe: (namespace: string) => { namespace: ObservedObject | null; objects: Observed };
  /** Takes an object unless a newer version is known. */
  put: (kind: string, object: ObservedObject) => Novelty;
  /** Whether a newer version of that object is known. */
  isOutdated: (kind: string, object: ObservedObject) => boolean;
  /** Forgets an object that we asked to delete; it may still come back as one that is being deleted. */
  remove: (kind: string, object: ObservedObject) => void;
  /** Forgets an object that is gone for good. */
  end: (kind: string, object: ObservedObject) => void;
  /** Forgets what a list of that version did not name, unless it is newer, and names the namespaces where that was. */
  keepOnly: (kind: string, uids: ReadonlySet<string>, version: string) => Set<string>;
  size: () => { objects: number; texts: number; bytes: number };
}

const mostEnded = 10_000;

/** Where an object belongs. */
export function homeOf(kind: string, object: ObservedObject): string {
  return kind === 'Namespace' ? object.metadata.name : (object.metadata.namespace ?? '');
}

/** An empty cache. */
export function createCache(): ObjectCache {
  const homes = new Map<string, PackedObject[]>();
  const texts = createInternTable();
  let count = 0;

  // A write's answer may arrive after the watch told of the object's end; UIDs never come back.
  const ended = new Set<string>();

  const indexOf = (objects: readonly PackedObject[], kind: string, name: string) =>
    objects.findIndex((object) => object.kind === kind && object.name === name);

  function put(kind: string, object: ObservedObject): Novelty {
    if (ended.has(object.metadata.uid)) return 'old';
    const home = homeOf(kind, object);
    const objects = homes.get(home) ?? [];
    const index = indexOf(objects, kind, object.metadata.name);
    const known = objects[index];
    if (known && known.version >= Number(object.metadata.resourceVersion)) return 'old';
    const packed = packObject(kind, object, texts);
    if (known === undefined) {
      // A literal of the right length: arrays that grow keep room for objects that never come.
      homes.set(home, [...objects, packed]);
      count += 1;
      return 'different';
    }
    // A status that follows an edit is not the edit.
    packed.editor = isSameWriting(known, packed)
      ? known.editor
      : editorBetween(writersIn(known), writersIn(packed), fieldManager);
    objects[index] = packed;
    dropPacked(known, texts);
    return isSameWriting(known, packed) && known.status === packed.status ? 'same' : 'different';
  }

  function isOutdated(kind: string, object: ObservedObject): boolean {
    const objects = homes.get(homeOf(kind, object)) ?? [];
    const known = objects[indexOf(objects, kind, object.metadata.name)];
    return known !== undefined && known.version > Number(object.metadata.resourceVersion);
  }

  function remove(kind: string, object: ObservedObject): void {
    const home = homeOf(kind, object);
    const objects = homes.get(home) ?? [];
    const known = objects[indexOf(objects, kind, object.metadata.name)];
    if (known?.uid === object.metadata.uid) forget(home, known);
  }

  function forget(home: string, known: PackedObject): void {
    const rest = (homes.get(home) ?? []).filter((object) => object !== known);
    if (rest.length === 0) homes.delete(home);
    else homes.set(home, rest);
    dropPacked(known, texts);
    count -= 1;
  }

  function end(kind: string, object: ObservedObject): void {
    remove(kind, object);
    ended.add(object.metadata.uid);
    if (ended.size <= mostEnded) return;
    const [oldest] = ended;
    if (oldest !== undefined) ended.delete(oldest);
  }

  function keepOnly(kind: string, uids: ReadonlySet<string>, version: string): Set<string> {
    const different = new Set<string>();
    // What we wrote after the list was made is not in it, but there.
    for (const [home, known] of homes)
      for (const object of known)
        if (object.kind === kind && !uids.has(object.uid) && object.version <= Number(version)) {
          forget(home, object);
          different.add(home);
        }
    return different;
  }

  function observe(home: string) {
    const objects = new Map<string, ObservedObject[]>();
    let namespace: ObservedObject | null = null;
    for (const packed of homes.get(home) ?? []) {
      const object = unpackObject(packed, home);
      if (packed.kind === 'Namespace') namespace = object;
      else objects.set(packed.kind, [...(objects.get(packed.kind) ?? []), object]);
    }
    return { namespace, objects };
  }

  return {
    observe,
    put,
    isOutdated,
    remove,
    end,
    keepOnly,
    size: () => ({ objects: count, ...texts.size() }),
  };
}

// Texts are shared, so equal ones are the same string and compare at once.
function isSameWriting(a: PackedObject, b: PackedObject): boolean {
  return a.uid === b.uid && a.labels === b.labels && a.body === b.body;
}
