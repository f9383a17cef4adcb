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
  /** The object is as desired, but the cluster does not enforce it: its first status was never written. */
  | {
      action: 'enforce';
      kind: string;
      name: string;
      level: number;
      manifest: Manifest;
      observed: ObservedObject;
    }
  | { action: 'prune'; kind: string; name: string; level: number; observed: ObservedObject };

/** Observed objects by kind. */
export type Observed = ReadonlyMap<string, readonly ObservedObject[]>;

// Levels of the registry come first; pruning follows all writes, so that nothing opens in between. What takes access
// away is the exception: it waits for nothing.
const pruneLevel = 3;
const revocationLevel = 0;

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
  if (fields.length === 0)
    return isUnenforced(found, kind)
      ? [{ action: 'enforce', kind, name, level, manifest, observed: found }]
      : [];
  const isFixed = fields.some(({ path }) =>
    immutable.some((fixed) => path === fixed || path.startsWith(`${fixed}.`)),
  );
  const action = isFixed ? 'recreate' : 'repair';
  return [
    {
      action,
      kind,
      name,
      level: isAccess(kind) ? revocationLevel : level,
      manifest,
      observed: found,
      fields,
    },
  ];
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
        .filter(
          (object) => object.metadata.labels?.[managedByLabel] === managedByValue || weakens(object, desired),
        )
        .map(
          (object): Change => ({
            action: 'prune',
            kind,
            name: object.metadata.name,
            level: isAccess(kind) ? revocationLevel : pruneLevel,
            observed: object,
          }),
        ),
    );
}

// The controller manager would fill the status in some time, and until then the quota admits everything.
function isUnenforced({ status }: ObservedObject, kind: string): boolean {
  return kind === 'ResourceQuota' && (status as { hard?: object } | undefined)?.hard === undefined;
}

function isAccess(kind: string): boolean {
  return managedKind(kind).grantsAccess;
}
