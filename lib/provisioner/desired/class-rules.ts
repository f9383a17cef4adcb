import type { Guardrails } from '#lib/domain/guardrails.ts';

/** Label of the namespace by which the bindings of the admission policies choose audit, warn or deny. */
export const guardrailsLabel = 'bailiwick.dev/guardrails';

/** Annotations of the namespace from which the admission policies read the class's lists. */
export const ruleAnnotations = {
  registries: 'bailiwick.dev/allowed-registries',
  imagePullPolicy: 'bailiwick.dev/image-pull-policy',
  volumeTypes: 'bailiwick.dev/allowed-volume-types',
  storageClasses: 'bailiwick.dev/allowed-storage-classes',
  ingressClasses: 'bailiwick.dev/allowed-ingress-classes',
  priorityClasses: 'bailiwick.dev/allowed-priority-classes',
  nodePorts: 'bailiwick.dev/allow-node-ports',
  loadBalancers: 'bailiwick.dev/allow-load-balancers',
} as const satisfies Partial<Record<keyof Guardrails, string>>;

/**
 * The class's rules as annotations of the namespace: admission reads them where it needs them, they change with the
 * environment in one write, and nobody else may change them. `*` allows every name; the empty text allows none.
 */
export function renderClassRules(rules: Guardrails): Record<string, string> {
  const list = (names: readonly string[] | null) =>
    names === null ? '*' : [...new Set(names)].sort().join(',');
  return {
    [ruleAnnotations.registries]: list(rules.registries),
    [ruleAnnotations.imagePullPolicy]: rules.imagePullPolicy,
    [ruleAnnotations.volumeTypes]: list(rules.volumeTypes),
    [ruleAnnotations.storageClasses]: list(rules.storageClasses),
    [ruleAnnotations.ingressClasses]: list(rules.ingressClasses),
    [ruleAnnotations.priorityClasses]: list(rules.priorityClasses),
    [ruleAnnotations.nodePorts]: String(rules.nodePorts),
    [ruleAnnotations.loadBalancers]: String(rules.loadBalancers),
  };
}
