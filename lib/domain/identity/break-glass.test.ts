import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf, readCode } from './break-glass.ts';

const random = fc.uint8Array({ minLength: 20, maxLength: 20 });

test('a code is read however it is typed, and every one of its letters counts', () => {
  fc.assert(
    fc.property(random, random, (bytes, others) => {
      const code = codeOf(bytes);
      expect(code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
      const plain = code.replaceAll('-', '');
      expect(readCode(code)).toBe(plain);
      expect(
        readCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `),
      ).toBe(plain);
      expect(readCode(codeOf(others)) === plain).toBe(codeOf(others) === code);
    }),
  );
});

test.each([
  '',
  'ABCDE',
  'ABCDE-ABCDE-ABCDE-ABCDU',
  'ABCDE-ABCDE-ABCDE-ABCDE-A',
  'Ä'.repeat(20),
  ' '.repeat(500),
])('%j is no code', (text) => {
  expect(readCode(text)).toBeNull();
});

test('too few random bytes make no code', () => {
  expect(() => codeOf(new Uint8Array(19))).toThrow();
});
