import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import type { CheckContext } from './check.ts';

type Amounts = Record<string, string>;

/** The one quota of the namespace as the API server enforces it; a text says why there is none. */
export function enforcedQuota({ observed }: CheckContext): { hard: Amounts; used: Amounts } | string {
  const [quota, ...more] = observed.quotas;
  if (quota === undefined) return 'The namespace has no quota.';
  if (more.length > 0) return 'The namespace has more than one quota.';
  const { hard, used = {} } = statusOf(quota);
  if (hard === undefined) return 'The quota has no status, so that it admits everything.';
  const wanted = (quota.spec as { hard?: Amounts } | undefined)?.hard ?? {};
  const late = Object.keys(wanted).filter((key) => hard[key] === undefined || used[key] === undefined);
  return late.length === 0 ? { hard, used } : `The quota does not enforce ${late.join(', ')} yet.`;
}

function statusOf(quota: ObservedObject): { hard?: Amounts; used?: Amounts } {
  return (quota.status as { hard?: Amounts; used?: Amounts } | undefined) ?? {};
}
