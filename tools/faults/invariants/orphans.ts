import { collectionPath } from '#lib/k8s/resources.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import {
  environmentIdAnnotation,
  managedByLabel,
  managedByValue,
  teamLabel,
} from '#lib/provisioner/desired/ownership.ts';
import type { Invariant } from './invariant.ts';

/** I5: every namespace of ours has its live environment, and every environment that was Ready its namespace. */
export const noOrphans: Invariant = {
  id: 'I5',
  promise: 'no orphans: neither a namespace without its environment, nor the other way round',
  check: async (world) => {
    const selector = `${managedByLabel}=${managedByValue},${teamLabel}=${world.people.teamSlug}`;
    const path = `${collectionPath(managedKind('Namespace'))}?labelSelector=${encodeURIComponent(selector)}`;
    const list = (await world.transport.call({ method: 'GET', path })) as { items: ObservedObject[] };
    const rows = await world.database.environment.findMany({ include: { status: true } });
    const live = rows.filter(({ finalizedAt }) => finalizedAt === null);
    const orphans = list.items
      .filter(({ metadata }) => {
        const owner = live.find(({ id }) => id === metadata.annotations?.[environmentIdAnnotation]);
        return owner?.status?.namespaceUid !== metadata.uid;
      })
      .map(({ metadata }) => `the namespace ${metadata.name} (${metadata.uid}) has no environment`);
    const homeless = live
      .filter(({ id, status }) => status?.namespaceUid && !world.blocked.has(id))
      .filter(({ status }) => !list.items.some(({ metadata }) => metadata.uid === status?.namespaceUid))
      .map(({ namespace }) => `the environment ${namespace} has lost its namespace`);
    return [...orphans, ...homeless];
  },
};
