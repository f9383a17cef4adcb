import { findQuantity, formatQuantity, type Quantity } from '#lib/domain/quantity.ts';
import type { Consumer } from '#lib/domain/usage/consumer.ts';
import { type Amounts, addAmounts, type PodResources, podAmounts } from './pod-amounts.ts';

interface Named {
  name: string;
  labels?: Record<string, string>;
  ownerReferences?: { kind: string; name: string; controller?: boolean }[];
}

/** A pod as far as it is counted. */
export interface CountedPod {
  metadata: Named;
  spec: PodResources;
  status?: { phase?: string };
}

/** A volume claim as far as it is counted. */
export interface CountedClaim {
  metadata: Named;
  spec: { resources?: { requests?: Record<string, string> } };
}

/** What the metrics API says of a pod. */
export interface PodMetrics {
  metadata: { name: string };
  containers: { usage: Record<string, string> }[];
}

const mostConsumers = 100;
const one: Quantity = { nano: 1_000_000_000n, format: 'decimalSI' };

/** Who takes how much of a quota, by owner and in the order of names; a hundred at most. Pods that are done take nothing. */
export function consumptionOf(
  pods: readonly CountedPod[],
  claims: readonly CountedClaim[],
  metrics: readonly PodMetrics[] | null,
): Consumer[] {
  const owners = new Map<string, { kind: string; name: string; requested: Amounts; actual: Amounts }>();
  const add = (owner: { kind: string; name: string }, requested: Amounts, actual: Amounts) => {
    const key = `${owner.kind}/${owner.name}`;
    const known = owners.get(key) ?? { ...owner, requested: new Map(), actual: new Map() };
    known.requested = addAmounts(known.requested, requested);
    known.actual = addAmounts(known.actual, actual);
    owners.set(key, known);
  };
  const used = new Map((metrics ?? []).map((each) => [each.metadata.name, each]));
  for (const pod of pods.filter(({ status }) => !['Succeeded', 'Failed'].includes(status?.phase ?? '')))
    add(ownerOf('Pod', pod.metadata), quotaOf(pod.spec), actualOf(used.get(pod.metadata.name)));
  for (const claim of claims)
    add(ownerOf('PersistentVolumeClaim', claim.metadata), storageOf(claim), new Map());
  return [...owners.values()]
    .sort((a, b) => (`${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1))
    .slice(0, mostConsumers)
    .map(({ kind, name, requested, actual }) => ({
      ...{ kind, name, requested: written(requested) },
      actual: metrics === null || !requested.has('pods') ? null : written(actual),
    }));
}

/** What people call the owner: the Deployment and not its ReplicaSet, whose name is that with the hash of the template. */
function ownerOf(kind: string, { name, labels, ownerReferences }: Named): { kind: string; name: string } {
  const owner = ownerReferences?.find(({ controller }) => controller);
  if (owner === undefined) return { kind, name };
  const ending = `-${labels?.['pod-template-hash'] ?? ''}`;
  if (owner.kind === 'ReplicaSet' && ending.length > 1 && owner.name.endsWith(ending))
    return { kind: 'Deployment', name: owner.name.slice(0, -ending.length) };
  return { kind: owner.kind, name: owner.name };
}

function quotaOf(spec: PodResources): Amounts {
  const side = (name: 'requests' | 'limits') =>
    [...podAmounts(spec, name)].map(([key, amount]): [string, Quantity] => [`${name}.${key}`, amount]);
  return new Map([...side('requests'), ...side('limits'), ['pods', one]]);
}

function storageOf({ spec }: CountedClaim): Amounts {
  const storage = findQuantity(spec.resources?.requests?.storage ?? '');
  return new Map([
    ['persistentvolumeclaims', one],
    ...(storage === null ? [] : ([['requests.storage', storage]] as const)),
  ]);
}

function actualOf(metrics: PodMetrics | undefined): Amounts {
  return (metrics?.containers ?? []).reduce<Amounts>((sum, { usage }) => {
    const own = Object.entries(usage).flatMap(([key, text]): [string, Quantity][] => {
      const amount = findQuantity(text);
      return amount === null ? [] : [[key, amount]];
    });
    return addAmounts(sum, new Map(own));
  }, new Map());
}

function written(amounts: Amounts): Record<string, string> {
  return Object.fromEntries(
    [...amounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, amount]) => [key, formatQuantity(amount)]),
  );
}
