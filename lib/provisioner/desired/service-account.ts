import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

/** The `default` ServiceAccount, made by us so that no pod gets a token it did not ask for. */
export function renderServiceAccount(spec: EnvironmentSpec): Manifest[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: spec.namespace, labels: ownerLabels(spec) },
      automountServiceAccountToken: false,
    },
  ];
}
