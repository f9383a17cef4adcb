import type { DryRun } from './check.ts';
import type { Twin } from './judge.ts';
import { rbacGroup } from './rights.ts';

const metadata = { generateName: 'bailiwick-conformance-' };

/** A new object of that kind; the API server gives it a name that nobody has. */
export function creation(apiVersion: string, resource: string, body: Record<string, unknown>): DryRun {
  return { method: 'POST', apiVersion, resource, body: { metadata, ...body } };
}

/** A ConfigMap of the tenant's own, which everything but a broken namespace admits. */
export const ownConfigMap: Twin = {
  what: 'A ConfigMap of one’s own',
  attempt: creation('v1', 'configmaps', { data: {} }),
};

/** A RoleBinding to a ClusterRole. */
export function binding(clusterRole: string, subject: Record<string, unknown>): DryRun {
  return creation(`${rbacGroup}/v1`, 'rolebindings', {
    roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: clusterRole },
    subjects: [subject],
  });
}
