import {
  type Direction,
  directionsOf,
  type Peer,
  type PolicySpec,
  rulesOf,
} from '#lib/domain/network/policy.ts';
import { matchesLabels } from '#lib/domain/network/selector.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';

/** A rule that lets traffic through to or from somebody of another team. */
export interface Opening {
  policy: string;
  direction: Direction;
  /** A namespace of another team, or everybody. */
  to: string;
}

const specOf = (policy: ObservedObject) => policy.spec as PolicySpec;

/** Whether some policy selects every pod for that direction, so that only what a rule allows gets through. */
export function isolates(policies: readonly ObservedObject[], direction: Direction): boolean {
  return policies.map(specOf).some(({ podSelector, ...spec }) => {
    const { matchLabels, matchExpressions } = podSelector ?? {};
    const everyPod = Object.keys(matchLabels ?? {}).length + (matchExpressions ?? []).length === 0;
    return everyPod && directionsOf(spec).includes(direction);
  });
}

/** Every rule that reaches one of these namespaces, or everybody; addresses outside the cluster are not their business. */
export function openingsTo(
  policies: readonly ObservedObject[],
  namespaces: readonly ObservedObject[],
): Opening[] {
  return policies.flatMap((policy) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      rulesOf(specOf(policy), direction)
        .flatMap(({ peers }) => reached(direction, peers, namespaces))
        .map((to) => ({ policy: policy.metadata.name, direction, to })),
    ),
  );
}

function reached(
  direction: Direction,
  peers: readonly Peer[],
  namespaces: readonly ObservedObject[],
): string[] {
  if (peers.length === 0) return ['everybody'];
  return peers.flatMap(({ namespaceSelector, ipBlock }) => {
    if (ipBlock) return direction === 'ingress' && isEverywhere(ipBlock.cidr) ? ['everybody'] : [];
    if (!namespaceSelector) return [];
    return namespaces
      .filter(({ metadata }) => matchesLabels(namespaceSelector, metadata.labels ?? {}))
      .map(({ metadata }) => metadata.name);
  });
}

// Two halves of all addresses are all addresses: a block this large holds the cluster's own in any case.
function isEverywhere(cidr: string): boolean {
  return Number(cidr.split('/')[1]) < 8;
}
