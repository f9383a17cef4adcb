import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { formatQuantity, parseQuantity } from '#lib/domain/quantity.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels, quotaRevisionAnnotation } from './ownership.ts';

/** The one quota of the namespace: every granted key and the object counts, sorted and canonical. */
export function renderResourceQuota(spec: EnvironmentSpec): Manifest[] {
  const hard = Object.fromEntries(
    Object.entries(hardAmounts(spec.quota, {}))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, amount]) => [key, formatQuantity(parseQuantity(amount))]),
  );
  const revision = spec.quotaRevision ?? 0;
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: {
        name: 'bailiwick',
        namespace: spec.namespace,
        labels: ownerLabels(spec),
        ...(revision > 0 && { annotations: { [quotaRevisionAnnotation]: String(revision) } }),
      },
      spec: { hard },
    },
  ];
}
