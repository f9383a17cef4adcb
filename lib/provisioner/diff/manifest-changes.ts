import type { Manifest } from '../desired/environment-spec.ts';
import { diffObject } from './diff.ts';

/** One field of one object before and after; a whole object has no path. */
export interface ManifestChange {
  object: string;
  path: string;
  before: string;
  after: string;
}

/** What differs between two renderings: fields, objects that are new and objects that go away. */
export function manifestChanges(old: readonly Manifest[], next: readonly Manifest[]): ManifestChange[] {
  const named = new Map(old.map((manifest) => [nameOf(manifest), manifest]));
  const written = next.flatMap((manifest) => {
    const object = nameOf(manifest);
    const previous = named.get(object);
    named.delete(object);
    if (previous === undefined) return { object, path: '', before: '', after: 'created' };
    // The previous rendering stands in for what is observed: the plan shows our own change and no drift.
    return diffObject(manifest, previous).map(({ path, desired, observed }) => ({
      object,
      path,
      before: observed,
      after: desired,
    }));
  });
  const removed = [...named.keys()].map((object) => ({
    object,
    path: '',
    before: 'exists',
    after: 'deleted',
  }));
  return [...written, ...removed];
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}
