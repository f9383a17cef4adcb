import {
  addQuantities,
  compareQuantities,
  findQuantity,
  type Quantity,
  zeroQuantity,
} from '#lib/domain/quantity.ts';

type Texts = Record<string, string>;
type Side = 'requests' | 'limits';

/** What a container asks for. */
export interface ContainerResources {
  name: string;
  /** `Always` makes an init container run beside the others until the end. */
  restartPolicy?: string;
  resources?: { requests?: Texts; limits?: Texts };
}

/** The part of a pod's spec that its quota is counted from. */
export interface PodResources {
  containers: ContainerResources[];
  initContainers?: ContainerResources[];
  overhead?: Texts;
  /** For the pod as a whole; goes before the sum of its containers. */
  resources?: { requests?: Texts; limits?: Texts };
}

export type Amounts = Map<string, Quantity>;

/** Adds the second to the first, key by key. */
export function addAmounts(sum: Amounts, more: Amounts): Amounts {
  const both = new Map(sum);
  for (const [key, amount] of more) both.set(key, addQuantities(both.get(key) ?? zeroQuantity, amount));
  return both;
}

/**
 * What one pod takes, as the quota counts it: its containers together, or while it starts the largest init container with
 * the sidecars before it, whichever is more; what is said for the whole pod goes before; the overhead comes on top.
 */
export function podAmounts(spec: PodResources, side: Side): Amounts {
  const of = (container: ContainerResources) => read(container.resources?.[side]);
  let sidecars: Amounts = new Map();
  let starting: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = of(container);
    if (container.restartPolicy === 'Always') sidecars = addAmounts(sidecars, own);
    starting = largest(starting, container.restartPolicy === 'Always' ? sidecars : addAmounts(sidecars, own));
  }
  const running = spec.containers.reduce((sum, container) => addAmounts(sum, of(container)), sidecars);
  const whole = new Map([...largest(running, starting), ...read(spec.resources?.[side])]);
  const overhead = read(spec.overhead);
  // A limit that nobody set stays unset, overhead or not.
  return new Map(
    [...whole].map(([key, amount]) => [key, addQuantities(amount, overhead.get(key) ?? zeroQuantity)]),
  );
}

function largest(one: Amounts, other: Amounts): Amounts {
  const both = new Map(one);
  for (const [key, amount] of other) {
    const known = both.get(key);
    if (known === undefined || compareQuantities(amount, known) > 0) both.set(key, amount);
  }
  return both;
}

function read(texts: Texts = {}): Amounts {
  return new Map(
    Object.entries(texts).flatMap(([key, text]): [string, Quantity][] => {
      const amount = findQuantity(text);
      return amount === null ? [] : [[key, amount]];
    }),
  );
}
