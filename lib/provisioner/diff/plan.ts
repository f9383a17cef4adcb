import type { Manifest } from '../desired/environment-spec.ts';
import { managedKind, managedKinds } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { managedByLabel, managedByValue } from '../desired/ownership.ts';
import { diffObject, type FieldChange } from './diff.ts';

/** One step towards the desired state. */
export type Change =
  | { action: 'create'; kind: string; name: string; level: number; manifest: Manifest }
  | {
      action: 'repair';
      kind: string;
      name: string;
      level: number;
      manifest: Manifest;
      observed: ObservedObject;
      fields: FieldChange[];
    }
  | {
      action: 'recreate';
      kind: string;
      name: string;
      level: number;
      manifest: Manifest;
      observed: ObservedObject;
      fields: FieldChange[];
    }
  | { action: 'prune'; kind: string; name: string; level: number; observed: ObservedObject };

/** Observed objects by kind. */
export type Observed = ReadonlyMap<string, readonly ObservedObject[]>;

/** Levels of the registry come first; pruning follows all writes, so that nothing opens in between. */
export const pruneLevel = 3;

/** The changes that lead from the observed to the desired state, ordered by level, then as the registry renders them. */
export function planChanges(desired: readonly Manifest[], observed: Observed): Change[] {
  const writes = desired.flatMap((manifest) => planWrite(manifest, observed));
  return [...writes, ...planPrune(desired, observed)].sort((a, b) => a.level - b.level);
}

function planWrite(manifest: Manifest, observed: Observed): Change[] {
  const { kind } = manifest;
  const { name } = manifest.metadata;
  const { level, immutable } = managedKind(kind);
  const found = observed.get(kind)?.find((object) => object.metadata.name === name);
  if (found === undefined) return [{ action: 'create', kind, name, level, manifest }];
  const fields = diffObject(manifest, found);
  if (fields.length === 0) return [];
  const isFixed = fields.some(({ path }) =>
    immutable.some((fixed) => path === fixed || path.startsWith(`${fixed}.`)),
  );
  return [{ action: isFixed ? 'recreate' : 'repair', kind, name, level, manifest, observed: found, fields }];
}

// The namespace itself is never pruned: only a deletion that somebody asked for removes it.
function planPrune(desired: readonly Manifest[], observed: Observed): Change[] {
  const wanted = new Set(desired.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return managedKinds
    .filter(({ namespaced }) => namespaced)
    .flatMap(({ kind, weakens }) =>
      (observed.get(kind) ?? [])
        .filter(
          (object) => !wanted.has(`${kind}/${object.metadata.name}`) && !object.metadata.deletionTimestamp,
        )
        .filter((object) => object.metadata.labels?.[managedByLabel] === managedByValue || weakens(object))
        .map(
          (object): Change => ({
            action: 'prune',
            kind,
            name: object.metadata.name,
            level: pruneLevel,
            observed: object,
          }),
        ),
    );
}
