import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareQuantities, formatQuantity, parseQuantity } from '../quantity.ts';
import { environmentWayOut } from './propose-quota.ts';

const wayOut = (key: string, used: string, hard: string, max: string | null) =>
  environmentWayOut(key, { used: parseQuantity(used), hard: parseQuantity(hard) }, max);

test.each<[string, string, string, string, string, string]>([
  ['requests.cpu', '1900m', '2', '16', '3', '+1 CPU'],
  ['requests.cpu', '400m', '500m', '4', '600m', '+0.1 CPU'],
  ['requests.cpu', '38', '40', '100', '55', '+15 CPU'],
  ['requests.cpu', '15', '15', '16', '16', '+1 CPU'],
  ['requests.memory', '3900Mi', '4Gi', '64Gi', '6Gi', '+2 GiB'],
  ['requests.memory', '700Mi', '768Mi', '2Gi', '1Gi', '+256 MiB'],
  ['pods', '10', '10', '50', '15', '+5'],
  ['pods', '1', '1', '50', '2', '+1'],
  // A forecast may come while there is room.
  ['pods', '5', '10', '50', '11', '+1'],
])('%s: %s of %s, at most %s, asks for %s (%s)', (key, used, hard, max, wish, label) => {
  expect(wayOut(key, used, hard, max).resize).toEqual({ label: `Ask for ${label}`, quota: { [key]: wish } });
});

test.each([
  ['50', 'The class allows at most 50 of Pods'],
  [null, 'Pods can’t be asked for in this class'],
])('at most %s: nothing can be asked for, and why', (max, words) => {
  const { resize, advice } = wayOut('pods', '50', '50', max);
  expect(resize).toBeNull();
  expect(advice).toContain(words);
});

test('what is proposed is more than is granted, never beyond the class, and written canonically', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 21n });
  const keys = fc.constantFrom('requests.cpu', 'requests.memory', 'pods');
  fc.assert(
    fc.property(keys, amount, amount, amount, (key, used, hard, more) => {
      const use = {
        used: { nano: used, format: 'decimalSI' as const },
        hard: { nano: hard, format: 'decimalSI' as const },
      };
      const max = { nano: hard + more, format: 'decimalSI' as const };
      const text =
        environmentWayOut(key, use, formatQuantity(max)).resize?.quota[key] ?? expect.fail('There is room.');
      const wish = parseQuantity(text);
      expect(compareQuantities(wish, use.hard)).toBe(1);
      expect(compareQuantities(wish, max)).toBeLessThanOrEqual(0);
      expect(formatQuantity(wish)).toBe(text);
    }),
  );
});
