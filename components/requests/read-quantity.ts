import { parseQuantity, type Quantity } from '#lib/domain/quantity.ts';

/** The quantity of a text that is being typed; null as long as it is none. */
export function readQuantity(text: string): Quantity | null {
  try {
    return parseQuantity(text.trim());
  } catch {
    return null;
  }
}
