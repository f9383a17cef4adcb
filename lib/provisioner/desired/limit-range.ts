import { canonicalQuantity } from '#lib/domain/quantity.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

/** Defaults that keep the quota usable: a container that asks for nothing is still admitted. */
export function renderLimitRange(spec: EnvironmentSpec): Manifest[] {
  const { containerDefaults, containerMax } = spec.classSpec;
  return [
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'bailiwick', namespace: spec.namespace, labels: ownerLabels(spec) },
      spec: {
        limits: [
          {
            type: 'Container',
            default: canonical(containerDefaults.limits),
            defaultRequest: canonical(containerDefaults.requests),
            max: canonical(containerMax),
          },
        ],
      },
    },
  ];
}

function canonical(amounts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(amounts)
      .sort()
      .map((key) => [key, canonicalQuantity(amounts[key] ?? '0')]),
  );
}
