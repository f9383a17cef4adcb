import { AppError } from './error.ts';

/** How a quantity was written, so that it can be written back in the same family of suffixes. */
export type QuantityFormat = 'decimalSI' | 'binarySI' | 'decimalExponent';

/** An exact Kubernetes quantity: an integer number of nano units, as apimachinery keeps it. */
export interface Quantity {
  readonly nano: bigint;
  readonly format: QuantityFormat;
}

const NANO = 1_000_000_000n;
const MAX = (1n << 63n) - 1n;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const PATTERN = /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,3})?$/;

/** Parses what Kubernetes accepts; finer than nano is rounded away from zero, as apimachinery does. Throws INVALID_INPUT. */
export function parseQuantity(text: string): Quantity {
  const quantity = findQuantity(text);
  if (quantity === null)
    throw new AppError(
      'INVALID_INPUT',
      `“${text.slice(0, 40)}” is not a quantity. Write it like 500m, 2 or 4Gi.`,
    );
  return quantity;
}

/** Like `parseQuantity`, but answers null for what is not a quantity. */
export function findQuantity(text: string): Quantity | null {
  if (text.length > 64) return null;
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, sign = '', digits = '', suffix = ''] = match;
  const { factor, divisor, format } = scaleOf(suffix);
  const [whole = '', fraction = ''] = digits.split('.');
  const numerator = BigInt(whole + fraction || '0') * factor * NANO;
  const magnitude = ceilDivide(numerator, 10n ** BigInt(fraction.length) * divisor);
  if (magnitude > MAX * NANO) return null;
  return { nano: sign === '-' ? -magnitude : magnitude, format };
}

function scaleOf(suffix: string): { factor: bigint; divisor: bigint; format: QuantityFormat } {
  const binary = BINARY.indexOf(suffix as (typeof BINARY)[number]);
  if (binary > 0) return { factor: 1024n ** BigInt(binary), divisor: 1n, format: 'binarySI' };
  const decimal = DECIMAL.indexOf(suffix as (typeof DECIMAL)[number]);
  const exponent = decimal >= 0 ? (decimal - 3) * 3 : Number(suffix.slice(1));
  const power = 10n ** BigInt(Math.abs(exponent));
  const format = decimal >= 0 ? 'decimalSI' : 'decimalExponent';
  return exponent < 0 ? { factor: 1n, divisor: power, format } : { factor: power, divisor: 1n, format };
}

function ceilDivide(numerator: bigint, divisor: bigint): bigint {
  return (numerator + divisor - 1n) / divisor;
}

/** Writes the canonical form: no fraction, the largest suffix that keeps it exact. */
export function formatQuantity(quantity: Quantity): string {
  const { nano } = quantity;
  if (nano === 0n) return '0';
  const sign = nano < 0n ? '-' : '';
  const magnitude = nano < 0n ? -nano : nano;
  // As in apimachinery, a binary quantity below 1024 or with a fraction is written in decimal.
  if (quantity.format === 'binarySI' && magnitude % NANO === 0n && magnitude >= 1024n * NANO)
    return sign + formatBinary(magnitude / NANO);
  return sign + formatDecimal(magnitude, quantity.format === 'decimalExponent');
}

function formatBinary(units: bigint): string {
  let value = units;
  let index = 0;
  while (value % 1024n === 0n && index < BINARY.length - 1) {
    value /= 1024n;
    index += 1;
  }
  return `${value}${BINARY[index]}`;
}

function formatDecimal(nano: bigint, asExponent: boolean): string {
  let value = nano;
  let index = 0;
  while (value % 1000n === 0n && index < DECIMAL.length - 1) {
    value /= 1000n;
    index += 1;
  }
  const exponent = (index - 3) * 3;
  if (asExponent) return exponent === 0 ? `${value}` : `${value}e${exponent}`;
  return `${value}${DECIMAL[index]}`;
}

/** The canonical text of a quantity written in any accepted way. Throws INVALID_INPUT. */
export function canonicalQuantity(text: string): string {
  return formatQuantity(parseQuantity(text));
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nano === b.nano) return 0;
  return a.nano < b.nano ? -1 : 1;
}

/** a + b, in the format of the first that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format };
}

/** a − b, in the format of the first that is not zero; may be negative. */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return addQuantities(a, { nano: -b.nano, format: b.format });
}

/** Nothing, in the format that most keys use. */
export const zeroQuantity: Quantity = { nano: 0n, format: 'decimalSI' };

/** used / hard for the length of a bar: exact to a ten-thousandth; null when there is nothing to divide by. */
export function quantityRatio(used: Quantity, hard: Quantity): number | null {
  if (hard.nano <= 0n) return null;
  return Number((used.nano * 10_000n) / hard.nano) / 10_000;
}

/** The exact value in base units as a decimal string: for databases and exports. */
export function quantityToDecimal(quantity: Quantity): string {
  const magnitude = quantity.nano < 0n ? -quantity.nano : quantity.nano;
  const fraction = (magnitude % NANO).toString().padStart(9, '0').replace(/0+$/, '');
  return `${quantity.nano < 0n ? '-' : ''}${magnitude / NANO}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The quantity of a decimal string in base units, finer than nano rounded up. Throws INVALID_INPUT. */
export function quantityFromDecimal(text: string, format: QuantityFormat): Quantity {
  return { nano: parseQuantity(text).nano, format };
}
