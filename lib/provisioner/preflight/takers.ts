import type { Taker } from '#lib/domain/preflight/shrink.ts';
import { findQuantity, type Quantity } from '#lib/domain/quantity.ts';
import { podAmounts } from '../status/pod-amounts.ts';
import type { PreflightClaim, PreflightPod } from './ports.ts';

const one: Quantity = { nano: 1_000_000_000n, format: 'decimalSI' };
const storageKey = /^(?:(.+)\.storageclass\.storage\.k8s\.io\/)?(requests\.storage|persistentvolumeclaims)$/;

/** What takes of a quota key and how much: claims of storage, pods of everything that pods ask for; counts have no names. */
export function takersOf(
  key: string,
  pods: readonly PreflightPod[],
  claims: readonly PreflightClaim[],
): Taker[] {
  const [isStorage, storageClass, what] = storageKey.exec(key) ?? [];
  if (isStorage !== undefined)
    return claims
      .filter(({ spec }) => storageClass === undefined || spec.storageClassName === storageClass)
      .flatMap(({ metadata, spec }) => {
        const asked =
          what === 'persistentvolumeclaims' ? one : findQuantity(spec.resources?.requests?.storage ?? '');
        return asked === null ? [] : [{ name: `volume claim ${metadata.name}`, amount: asked }];
      });
  return pods.filter(isCounted).flatMap((pod) => {
    const amount = amountOf(key, pod);
    return amount === undefined ? [] : [{ name: `pod ${pod.metadata.name}`, amount }];
  });
}

function amountOf(key: string, { spec }: PreflightPod): Quantity | undefined {
  if (key === 'pods') return one;
  const [, side, resource] = /^(requests|limits)\.(.+)$/.exec(key) ?? [];
  if (resource === undefined) return podAmounts(spec, 'requests').get(key);
  return podAmounts(spec, side === 'limits' ? 'limits' : 'requests').get(resource);
}

/** Whether the quota counts the pod: not what has ended. */
export function isCounted({ status }: PreflightPod): boolean {
  return !['Succeeded', 'Failed'].includes(status?.phase ?? '');
}
