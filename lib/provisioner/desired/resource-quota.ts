import { formatQuantity, parseQuantity } from '#lib/domain/quantity.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

/** Counts that protect etcd and the network; they hold where the granted quota does not name them. */
export const objectCounts: Readonly<Record<string, string>> = {
  configmaps: '200',
  'count/jobs.batch': '200',
  persistentvolumeclaims: '50',
  pods: '200',
  secrets: '200',
  services: '100',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
};

/** The one quota of the namespace: every granted key and the object counts, sorted and canonical. */
export function renderResourceQuota(spec: EnvironmentSpec): Manifest[] {
  const hard = Object.fromEntries(
    Object.entries({ ...objectCounts, ...spec.quota })
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
