import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { compareQuantities, formatQuantity, parseQuantity } from '#lib/domain/quantity.ts';
import { measureOf } from '#lib/domain/resource-key.ts';
import { quotaField } from './environment-form-values.ts';

/** Sizes to begin from: a name, and the text of each size by its field. */
export interface SizePreset {
  name: string;
  values: Readonly<Record<string, string>>;
}

type Bounds = ClassSpec['quota'][string];

const amounts: readonly { name: string; of: (bounds: Bounds) => string }[] = [
  { name: 'Smallest', of: ({ min }) => min },
  { name: 'Usual', of: ({ default: usual }) => usual },
  { name: 'Double', of: doubled },
  { name: 'Largest', of: ({ max }) => max },
];

/** What a class offers at one stroke. Counts stay as they are; what would be the same as another one is left out. */
export function sizePresets(quota: ClassSpec['quota']): SizePreset[] {
  const sizes = Object.entries(quota).filter(([key]) => measureOf(key) !== 'count');
  const seen = new Set<string>();
  return amounts.flatMap(({ name, of }) => {
    const values = Object.fromEntries(sizes.map(([key, bounds]) => [quotaField(key), of(bounds)]));
    const text = JSON.stringify(values);
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ name, values }];
  });
}

function doubled({ default: usual, max }: Bounds): string {
  const [amount, most] = [parseQuantity(usual), parseQuantity(max)];
  const twice = { nano: amount.nano * 2n, format: amount.format };
  return compareQuantities(twice, most) > 0 ? max : formatQuantity(twice);
}
