/** A container as far as the rules of classes look at it. */
export interface CheckedContainer {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
}

/** A volume: its name and one field more, which says its type. */
export type CheckedVolume = { name: string } & Record<string, unknown>;

/** A running pod as far as the rules of classes look at it. */
export interface CheckedPod {
  metadata: { name: string };
  spec: {
    containers: CheckedContainer[];
    initContainers?: CheckedContainer[];
    ephemeralContainers?: CheckedContainer[];
    volumes?: CheckedVolume[];
    priorityClassName?: string;
  };
}

/** All containers of a pod, whatever their part. */
export function containersOf({ spec }: CheckedPod): CheckedContainer[] {
  return [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])];
}
