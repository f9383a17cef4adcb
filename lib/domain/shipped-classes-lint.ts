import type { ClassSpec } from './environment-class.ts';
import type { Guardrails } from './guardrails.ts';
import { compareQuantities, findQuantity, type Quantity } from './quantity.ts';
import { resourceLabel } from './resource-key.ts';

/** Objects that live in etcd: without a bound on each, one tenant can fill the store of all. */
export const countedKeys = [
  'pods',
  'services',
  'services.nodeports',
  'services.loadbalancers',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'count/serviceaccounts',
  'count/deployments.apps',
  'count/replicasets.apps',
  'count/statefulsets.apps',
  'count/jobs.batch',
  'count/cronjobs.batch',
  'count/ingresses.networking.k8s.io',
] as const;

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const;

// What the rules of a class say twice: a quota that gives what admission refuses would only mislead.
const exposures = [
  { rule: 'nodePorts', key: 'services.nodeports' },
  { rule: 'loadBalancers', key: 'services.loadbalancers' },
] as const satisfies readonly { rule: keyof Guardrails; key: string }[];

/** One thing wrong with a class, and where. */
export interface ClassProblem {
  path: string[];
  message: string;
}

/** What is wrong with a class; empty when a pod that asks for nothing is admitted even at the smallest quota. */
export function classSpecProblems(spec: ClassSpec): ClassProblem[] {
  return [
    ...boundProblems(spec),
    ...missingCounts(spec),
    ...resources.flatMap((name) => pairProblems(spec, name)),
    ...exposures.flatMap((pair) => exposureProblems(spec, pair)),
    ...registryProblems(spec.guardrails),
  ];
}

function boundProblems(spec: ClassSpec): ClassProblem[] {
  return Object.entries(spec.quota).flatMap(([key, bounds]) => {
    const problems: ClassProblem[] = [];
    const at = (field: 'min' | 'default' | 'max') => {
      const quantity = findQuantity(bounds[field]);
      if (quantity === null || quantity.nano < 0n)
        problems.push({ path: ['quota', key, field], message: 'Write an amount like 500m, 2 or 4Gi.' });
      return quantity;
    };
    const [min, standard, max] = [at('min'), at('default'), at('max')];
    if (min === null || standard === null || max === null) return problems;
    if (compareQuantities(min, standard) > 0)
      problems.push({ path: ['quota', key, 'default'], message: 'The default is below the minimum.' });
    if (compareQuantities(standard, max) > 0)
      problems.push({ path: ['quota', key, 'max'], message: 'The maximum is below the default.' });
    return problems;
  });
}

function missingCounts(spec: ClassSpec): ClassProblem[] {
  return countedKeys
    .filter((key) => !Object.hasOwn(spec.quota, key))
    .map((key) => ({
      path: ['quota', key],
      message: `Bound ${resourceLabel(key)}: they fill the cluster’s store.`,
    }));
}

function exposureProblems(spec: ClassSpec, { rule, key }: (typeof exposures)[number]): ClassProblem[] {
  const most = findQuantity(spec.quota[key]?.max ?? '');
  const isAllowed = spec.guardrails[rule];
  if (most === null || most.nano > 0n === isAllowed) return [];
  const message = isAllowed
    ? `The rules allow ${resourceLabel(key)}, so the maximum must be above 0.`
    : `The rules forbid ${resourceLabel(key)}, so the maximum must be 0.`;
  return [{ path: ['quota', key, 'max'], message }];
}

// An image is compared with its host in front: what begins otherwise would match none, and no pod would start.
function registryProblems({ registries }: Pick<Guardrails, 'registries'>): ClassProblem[] {
  return (registries ?? []).flatMap((entry, index) => {
    const [host = ''] = entry.split('/');
    if (/[.:]/.test(host) || host === 'localhost') return [];
    const message = `No image matches without the host: write docker.io/${entry} for Docker’s own, or ghcr.io/${entry}.`;
    return [{ path: ['guardrails', 'registries', String(index)], message }];
  });
}

// Quota admission refuses a container without the counted request or limit; the LimitRange must fill it in.
function pairProblems(spec: ClassSpec, name: (typeof resources)[number]): ClassProblem[] {
  const { requests, limits } = spec.containerDefaults;
  const request = findQuantity(requests[name]);
  const limit = findQuantity(limits[name]);
  const most = findQuantity(spec.containerMax[name]);
  const problems: ClassProblem[] = [];
  const check = (path: string[], value: Quantity | null, bound: Quantity | null, message: string) => {
    if (value === null || value.nano <= 0n) problems.push({ path, message: 'Write an amount above zero.' });
    else if (bound !== null && compareQuantities(value, bound) > 0) problems.push({ path, message });
  };
  const smallest = (key: string) => findQuantity(spec.quota[key]?.min ?? '');
  const requestPath = ['containerDefaults', 'requests', name];
  const limitPath = ['containerDefaults', 'limits', name];
  check(requestPath, request, limit, 'The default request is above the default limit.');
  check(limitPath, limit, most, 'The default limit is above the largest container.');
  check(['containerMax', name], most, null, '');
  const tooSmall = 'A container with the defaults would not fit into the smallest quota of the class.';
  if (problems.length > 0) return problems;
  for (const key of [`requests.${name}`, name]) check(requestPath, request, smallest(key), tooSmall);
  check(limitPath, limit, smallest(`limits.${name}`), tooSmall);
  const largest = findQuantity(spec.quota[`limits.${name}`]?.max ?? '');
  check(
    ['containerMax', name],
    most,
    largest,
    'The largest container is above the largest quota of the class.',
  );
  return problems;
}
