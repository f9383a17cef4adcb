import type { ClassSpec } from './environment-class.ts';
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
  return problems;
}
