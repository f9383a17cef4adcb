import { readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { diffObject } from '#lib/provisioner/diff/diff.ts';
import { isEnforced } from '#lib/provisioner/status/object-status.ts';
import type { Told } from '../world/journal.ts';
import { type ReadyMark, readReadyLog } from '../world/ready-log.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

// A pass compares, writes and saves; what changed in the cluster while it did so it could not know.
const passMs = 120_000;

/** I6: at each transition to Ready a provisioner had been told by the API server that every object is as desired. */
export const readyVerified: Invariant = {
  id: 'I6',
  promise: 'nothing shows Ready that was not verified',
  check: async (world) => {
    const found: string[] = [];
    for (const mark of await readReadyLog(world.database)) {
      const [row] = await readEnvironments(world.database, [mark.environmentId]);
      const isCurrent = row !== undefined && row.generation === mark.generation;
      // The number of the ledger's decision may have grown since; the amounts are what counts.
      const desired = isCurrent ? renderEnvironment({ ...row, quotaRevision: 0 }) : null;
      found.push(...unverified(world, mark, desired));
    }
    return found;
  },
};

/** Of an older generation the desired state is not known any more; its objects must have been there and enforced. */
function unverified(world: World, mark: ReadyMark, desired: Manifest[] | null): string[] {
  const { namespace, namespaceUid, objects } = mark;
  const known = (kind: string, name: string) =>
    kind === 'Namespace' ? world.journal.toldOf(kind, '', name) : world.journal.toldOf(kind, namespace, name);
  const wanted = desired?.map(({ kind, metadata }) => ({ kind, name: metadata.name })) ?? objects;
  return wanted
    .filter(({ kind, name }) => {
      const manifest = desired?.find((one) => one.kind === kind && one.metadata.name === name);
      const fits = (object: ObservedObject) =>
        (kind !== 'Namespace' || object.metadata.uid === namespaceUid) &&
        (kind !== 'ResourceQuota' || isEnforced(object)) &&
        (manifest === undefined || diffObject(manifest, object).length === 0);
      return !wasTold(known(kind, name), mark.at, fits);
    })
    .map(
      ({ kind, name }) =>
        `${namespace} was called Ready while ${kind} ${name} was not known to be as desired`,
    );
}

function wasTold(versions: readonly Told[], at: number, fits: (object: ObservedObject) => boolean): boolean {
  return versions.some(({ object, at: from }, index) => {
    const until = versions[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return object !== null && from <= at && until > at - passMs && fits(object);
  });
}
