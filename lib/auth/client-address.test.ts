import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (peer: string, forwarded?: string) =>
  new Headers({ 'x-bailiwick-peer': peer, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) });

describe('clientAddress', () => {
  test.each([
    ['203.0.113.7', undefined, 0, '203.0.113.7'],
    ['203.0.113.7', '10.0.0.1', 0, '203.0.113.7'],
    ['::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
    ['10.0.0.1', '203.0.113.7', 1, '203.0.113.7'],
    ['10.0.0.1', '1.2.3.4, 203.0.113.7', 1, '203.0.113.7'],
    ['10.0.0.1', '1.2.3.4, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
    ['10.0.0.1', '203.0.113.7', 2, '10.0.0.1'],
    ['10.0.0.1', 'not-an-address', 1, 'unknown'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['::1', undefined, 0, '0:0:0:0::/64'],
    ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
    ['', undefined, 0, 'unknown'],
  ])('%s forwarding %s through %s proxies counts as %s', (peer, forwarded, proxies, expected) => {
    expect(clientAddress(from(peer, forwarded), proxies)).toBe(expected);
  });

  test('what a client writes to the left of the trusted proxies never matters', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), (real, forged) => {
        const written = forged.map((text) => text.replace(/[^\x21-\x7e]/g, ''));
        expect(clientAddress(from('10.0.0.1', [...written, real].join(', ')), 1)).toBe(real);
        expect(clientAddress(from(real, written.join(', ') || 'x'), 0)).toBe(real);
      }),
      { numRuns: 1000 },
    );
  });
});
