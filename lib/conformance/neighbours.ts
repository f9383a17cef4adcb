import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { managedByLabel, managedByValue, teamLabel } from '#lib/provisioner/desired/ownership.ts';
import type { CheckContext } from './check.ts';

const platform = ['bailiwick-system', 'default', 'kube-system'];

/** Namespaces in which nobody of this environment has any business, by name. */
export function foreignNamespaces({ namespace, observed }: CheckContext): {
  platform: readonly string[];
  others: string[];
} {
  const others = otherTeams(namespace, observed.namespaces).map(({ metadata }) => metadata.name);
  return { platform, others };
}

/** The managed namespaces of other teams. */
export function otherTeams(namespace: string, all: readonly ObservedObject[]): ObservedObject[] {
  const labelsOf = (object: ObservedObject | undefined) => object?.metadata.labels ?? {};
  const team = labelsOf(all.find(({ metadata }) => metadata.name === namespace))[teamLabel];
  return all.filter((object) => {
    const labels = labelsOf(object);
    return labels[managedByLabel] === managedByValue && labels[teamLabel] !== team;
  });
}
