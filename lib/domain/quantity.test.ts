import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './error.ts';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  findQuantity,
  formatQuantity,
  parseQuantity,
  quantityFromDecimal,
  quantityRatio,
  quantityToDecimal,
  subtractQuantities,
} from './quantity.ts';

// Canonical forms as apimachinery's own tests state them.
const canonical: [string, string][] = [
  ['0', '0'],
  ['0n', '0'],
  ['0Mi', '0'],
  ['-0', '0'],
  ['1', '1'],
  ['+1', '1'],
  ['.5', '500m'],
  ['1.', '1'],
  ['0.5', '500m'],
  ['500m', '500m'],
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['1.5', '1500m'],
  ['100m', '100m'],
  ['1n', '1n'],
  ['1000n', '1u'],
  ['0.1n', '1n'],
  ['1.1n', '2n'],
  ['-1.1n', '-2n'],
  ['1000', '1k'],
  ['1024', '1024'],
  ['1000000', '1M'],
  ['100k', '100k'],
  ['1.5k', '1500'],
  ['1Ki', '1Ki'],
  ['1024Ki', '1Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['0.5Ki', '512'],
  ['0.5Mi', '512Ki'],
  ['1Ei', '1Ei'],
  ['1E', '1E'],
  ['1e3', '1e3'],
  ['1E3', '1e3'],
  ['1e-3', '1e-3'],
  ['12.3e2', '1230e0'.replace('e0', '')],
  ['1e9', '1e9'],
  ['-5Gi', '-5Gi'],
  ['129e6', '129e6'],
  ['0.001k', '1'],
];

const rejected = [
  '',
  ' ',
  '1 ',
  ' 1',
  '1GB',
  '1gi',
  '1K',
  'abc',
  '--1',
  '+-1',
  '1..2',
  '.',
  '1e',
  '1e+',
  '0x10',
  '1_000',
  '1,5',
  '½',
  '1Zi',
  '9999Ei',
  '1e999',
  '1m1',
  'NaN',
  'Infinity',
  `${'9'.repeat(70)}`,
];

const quantityText = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 10n ** 9n }),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e3', 'E2', 'e-3'),
  )
  .map(([value, suffix]) => `${value}${suffix}`);

describe('quantities', () => {
  it.each(canonical)('%s is canonically %s', (text, expected) => {
    expect(canonicalQuantity(text)).toBe(expected);
  });

  it.each(rejected)('refuses %j with a message that says how to write it', (text) => {
    expect(findQuantity(text)).toBeNull();
    expect(() => parseQuantity(text)).toThrow(AppError);
    expect(() => parseQuantity(text)).toThrow(/500m, 2 or 4Gi/);
  });

  it('the canonical form means the same amount and is a fixed point', () => {
    fc.assert(
      fc.property(quantityText, (text) => {
        const quantity = parseQuantity(text);
        const written = formatQuantity(quantity);
        expect(parseQuantity(written).nano).toBe(quantity.nano);
        expect(canonicalQuantity(written)).toBe(written);
        expect(written).not.toMatch(/\./);
      }),
      { numRuns: 5_000 },
    );
  });

  it('addition is exact, commutative in amount, and undone by subtraction', () => {
    fc.assert(
      fc.property(quantityText, quantityText, (left, right) => {
        const a = parseQuantity(left);
        const b = parseQuantity(right);
        expect(addQuantities(a, b).nano).toBe(addQuantities(b, a).nano);
        expect(subtractQuantities(addQuantities(a, b), b).nano).toBe(a.nano);
        expect(compareQuantities(addQuantities(a, b), a)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('survives the way through a decimal column', () => {
    fc.assert(
      fc.property(quantityText, (text) => {
        const quantity = parseQuantity(text);
        expect(quantityFromDecimal(quantityToDecimal(quantity), quantity.format)).toEqual(quantity);
      }),
    );
  });

  it('gives bars a length without dividing by nothing', () => {
    expect(quantityRatio(parseQuantity('500m'), parseQuantity('2'))).toBe(0.25);
    expect(quantityRatio(parseQuantity('3'), parseQuantity('2'))).toBe(1.5);
    expect(quantityRatio(parseQuantity('1'), parseQuantity('0'))).toBeNull();
  });
});
