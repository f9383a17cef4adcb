import { type ClassSpec, classSpecSchema } from '#lib/domain/environment-class.ts';
import { guardrailsLabel, ruleAnnotations } from '#lib/provisioner/desired/class-rules.ts';
import { networkBundleAnnotation, stageLabel } from '#lib/provisioner/desired/ownership.ts';
import type { FoundEnvironment } from './found-environment.ts';

/**
 * The class as it shows in an environment: what the cluster carries of it is taken from there, the rest (roles, bounds, lifetime,
 * approval) from `base`. Null where that makes no class that this version knows.
 */
export function observedClass(base: ClassSpec, found: FoundEnvironment): ClassSpec | null {
  const { labels = {}, annotations = {} } = found.namespace.metadata;
  const limits = (found.objects.get('LimitRange') ?? []).find(
    ({ metadata }) => metadata.name === 'bailiwick',
  );
  const [limit] = (limits?.spec as { limits?: Record<string, object>[] } | undefined)?.limits ?? [];
  const bundle = (found.objects.get('NetworkPolicy') ?? []).find(
    ({ metadata }) => metadata.name === 'default-deny',
  )?.metadata.annotations?.[networkBundleAnnotation];
  const granted = Object.entries(found.hard).filter(([key]) => !Object.hasOwn(base.quota, key));
  const spec = {
    ...base,
    stage: labels[stageLabel],
    quota: {
      ...base.quota,
      ...Object.fromEntries(granted.map(([key, text]) => [key, { default: text, min: '0', max: text }])),
    },
    podSecurity: {
      level: labels['pod-security.kubernetes.io/enforce'],
      version: labels['pod-security.kubernetes.io/enforce-version'],
    },
    networkProfile: bundle?.split('.')[0],
    containerDefaults: { requests: limit?.defaultRequest, limits: limit?.default },
    containerMax: limit?.max,
    guardrails: {
      ...base.guardrails,
      ...observedRules(annotations),
      ...observedAddOns(base, found),
      mode: labels[guardrailsLabel],
    },
  };
  const parsed = classSpecSchema.safeParse(spec);
  return parsed.success ? parsed.data : null;
}

function observedRules(annotations: Record<string, string>) {
  const list = (text: string | undefined) =>
    text === '*' ? null : (text ?? '').split(',').filter((entry) => entry !== '');
  return {
    registries: list(annotations[ruleAnnotations.registries]),
    imagePullPolicy: annotations[ruleAnnotations.imagePullPolicy],
    volumeTypes: list(annotations[ruleAnnotations.volumeTypes]),
    storageClasses: list(annotations[ruleAnnotations.storageClasses]),
    ingressClasses: list(annotations[ruleAnnotations.ingressClasses]),
    priorityClasses: list(annotations[ruleAnnotations.priorityClasses]),
    nodePorts: annotations[ruleAnnotations.nodePorts] === 'true',
    loadBalancers: annotations[ruleAnnotations.loadBalancers] === 'true',
  };
}

/** Whether its roles come with exec and secrets: that shows only where somebody holds a role on top of which they come. */
export function observedAddOns({ guardrails }: ClassSpec, { bound }: FoundEnvironment) {
  const all = [...bound.values()];
  const isHeld = all.some(
    (roles) => roles.includes('bailiwick-admin') || roles.includes('bailiwick-developer'),
  );
  if (!isHeld) return { exec: guardrails.exec, secrets: guardrails.secrets };
  return {
    exec: all.some((roles) => roles.includes('bailiwick-debug')),
    secrets: all.some((roles) => roles.includes('bailiwick-secrets')),
  };
}
