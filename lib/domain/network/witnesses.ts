import type { Endpoint } from './evaluate.ts';
import type { LabelSelector, NetworkPolicy, Peer } from './policy.ts';
import { type Labels, labelsFor, selectorText } from './selector.ts';

/** A pod that stands for all with these labels; `who` is the selector in words, empty for a pod without any. */
export interface Witness {
  who: string;
  end: Endpoint;
}

interface Home {
  namespace: string;
  labels: Labels;
}

/**
 * Pods that stand for all there may be in a namespace. Policies tell pods apart by their selectors only, so one pod
 * for each of them, and one that none selects, show everything that one selector opens.
 */
export function witnessesIn(home: Home, policies: readonly NetworkPolicy[]): Witness[] {
  const selectors = policies.flatMap(({ namespace, spec }) => [
    ...(namespace === home.namespace && spec.podSelector ? [spec.podSelector] : []),
    ...peersOf(spec).flatMap(({ podSelector }) => podSelector ?? []),
  ]);
  return withLabels(selectors).map(({ who, labels }) => ({ who, end: podEnd(home, labels) }));
}

/** The pod with these labels in that namespace. */
export function podEnd({ namespace, labels: namespaceLabels }: Home, labels: Labels): Endpoint {
  return { addresses: [], pod: { namespace, namespaceLabels, labels, ports: null } };
}

/** Peers of both directions. */
export function peersOf({ ingress, egress }: NetworkPolicy['spec']): Peer[] {
  return [
    ...(ingress ?? []).flatMap(({ from }) => from ?? []),
    ...(egress ?? []).flatMap(({ to }) => to ?? []),
  ];
}

function withLabels(selectors: readonly LabelSelector[]): { who: string; labels: Labels }[] {
  const named = new Map<string, Labels>([['', {}]]);
  for (const selector of selectors) {
    const labels = labelsFor(selector);
    const who = selectorText(selector);
    if (labels !== null && !named.has(who)) named.set(who, labels);
  }
  return [...named].map(([who, labels]) => ({ who, labels }));
}
