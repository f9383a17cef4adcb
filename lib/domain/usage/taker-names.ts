import { compareQuantities, findQuantity, zeroQuantity } from '../quantity.ts';
import type { Consumer } from './consumer.ts';

const kinds: Record<string, string> = { Pod: 'pod', PersistentVolumeClaim: 'volume claim' };

/** What takes of a quota key, the largest first, as people call it: "Deployment web", "pod busy", "volume claim data". */
export function takerNames(consumers: readonly Consumer[], key: string): string[] {
  return consumers
    .map(({ kind, name, requested }) => ({
      name: `${kinds[kind] ?? kind} ${name}`,
      amount: findQuantity(requested[key] ?? '0') ?? zeroQuantity,
    }))
    .filter(({ amount }) => amount.nano > 0n)
    .sort((a, b) => compareQuantities(b.amount, a.amount) || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}
