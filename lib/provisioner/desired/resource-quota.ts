import { formatQuantity, parseQuantity } from '#lib/domain/quantity.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

/** The one quota of the namespace: every granted key, sorted and canonical. */
export function renderResourceQuota(spec: EnvironmentSpec): Manifest[] {
  const hard = Object.fromEntries(
    Object.entries(spec.quota)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, amount]) => [key, formatQuantity(parseQuantity(amount))]),
  );
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'bailiwick', namespace: spec.namespace, labels: ownerLabels(spec) },
      spec: { hard },
    },
  ];
}
