import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiverAddress } from './address.ts';
import { addressProblem, parseAllowed } from './reachable.ts';
import { webhookUrlProblem } from './webhook-url.ts';

const may = 'may be reached';

test.each<[string, string | RegExp]>([
  ['8.8.8.8', may],
  ['1.1.1.1', may],
  ['9.255.255.255', may],
  ['11.0.0.0', may],
  ['100.63.255.255', may],
  ['100.128.0.0', may],
  ['172.15.255.255', may],
  ['172.32.0.0', may],
  ['192.167.255.255', may],
  ['223.255.255.255', may],
  ['2606:4700:4700::1111', may],
  ['2a00:1450:4001:81b::200e', may],
  ['::ffff:8.8.8.8', may],
  ['64:ff9b::808:808', may],
  ['0.0.0.0', /this network/],
  ['0.255.0.1', /this network/],
  ['10.0.0.1', /private/],
  ['10.255.255.255', /private/],
  ['100.64.0.0', /carrier/],
  ['100.100.100.200', /carrier/],
  ['127.0.0.1', /the machine itself/],
  ['127.255.255.254', /the machine itself/],
  ['169.254.169.254', /link-local/],
  ['169.254.170.2', /link-local/],
  ['172.16.0.1', /private/],
  ['172.31.255.255', /private/],
  ['192.0.0.192', /protocol/],
  ['192.0.2.7', /documentation/],
  ['192.88.99.1', /relay/],
  ['192.168.1.1', /private/],
  ['198.18.0.1', /benchmarks/],
  ['198.19.255.255', /benchmarks/],
  ['198.51.100.1', /documentation/],
  ['203.0.113.9', /documentation/],
  ['224.0.0.1', /multicast/],
  ['239.255.255.250', /multicast/],
  ['240.0.0.1', /reserved/],
  ['255.255.255.255', /reserved/],
  ['168.63.129.16', /metadata/],
  ['::', /no public network/],
  ['::1', /no public network/],
  ['::7f00:1', /no public network/],
  ['::127.0.0.1', /no public network/],
  ['::ffff:127.0.0.1', /the machine itself/],
  ['::ffff:7f00:1', /the machine itself/],
  ['::FFFF:10.0.0.1', /private/],
  ['0:0:0:0:0:ffff:a9fe:a9fe', /link-local/],
  ['::ffff:0:127.0.0.1', /no public network/],
  ['64:ff9b::7f00:1', /the machine itself/],
  ['64:ff9b::169.254.169.254', /link-local/],
  ['64:ff9b:1::a00:1', /no public network/],
  ['fc00::1', /no public network/],
  ['fd00:ec2::254', /no public network/],
  ['fe80::1', /no public network/],
  ['fec0::1', /no public network/],
  ['ff02::1', /no public network/],
  ['100::1', /no public network/],
  ['2001::1', /protocol/],
  ['2001:10::1', /protocol/],
  ['2001:db8::1', /documentation/],
  ['2002:7f00:1::', /tunnel/],
  ['2002:a9fe:a9fe::1', /tunnel/],
  ['3fff:fff::1', /documentation/],
  ['5f00::1', /no public network/],
  ['fe80::1%eth0', /not an address/],
  ['127.1', /not an address/],
  ['0177.0.0.1', /not an address/],
  ['0x7f.0.0.1', /not an address/],
  ['2130706433', /not an address/],
  ['127.0.0.1 ', /not an address/],
  ['1:2:3:4:5:6:7', /not an address/],
  ['1::2::3', /not an address/],
  ['::ffff:1.2.3.256', /not an address/],
  ['', /not an address/],
])('%s', (address, expected) => {
  expect(addressProblem(address, []) ?? may).toMatch(expected);
});

describe('what the operator allows', () => {
  const allowed = parseAllowed(['10.20.0.0/16', '127.0.0.1', 'fd12::/16']);
  test.each([
    ['10.20.3.4', null],
    ['::ffff:10.20.3.4', null],
    ['127.0.0.1', null],
    ['fd12::7', null],
    ['10.21.0.1', 'it belongs to a private network'],
    ['127.0.0.2', 'it belongs to the machine itself'],
  ])('%s', (address, expected) => expect(addressProblem(address, allowed)).toBe(expected));

  test.each(['10.0.0.0/33', '10.0.0.1/8', 'hooks.internal', '10.0.0', '/8', ''])(
    '%s is no range',
    (entry) => {
      expect(() => parseAllowed([entry])).toThrow('is not an address range');
    },
  );
});

describe('the address of a webhook', () => {
  test.each<[string, RegExp | null]>([
    ['https://hooks.example.com/quota?team=1', null],
    ['https://hooks.example.com:8443/', null],
    ['https://8.8.8.8/', null],
    ['http://hooks.example.com/', /begins with https/],
    ['ftp://hooks.example.com/', /begins with https/],
    ['javascript:alert(1)', /whole address/],
    ['hooks.example.com', /whole address/],
    ['https://', /whole address/],
    ['https://olga:secret@hooks.example.com/', /name or password/],
    ['https://127.0.0.1/', /can’t be reached.*the machine itself/],
    ['https://127.1/', /the machine itself/],
    ['https://0177.0.0.1/', /the machine itself/],
    ['https://0x7f000001/', /the machine itself/],
    ['https://2130706433/', /the machine itself/],
    ['https://①②⑦.⓪.⓪.①/', /the machine itself/],
    ['https://[::1]/', /no public network/],
    ['https://[::ffff:169.254.169.254]/latest/', /link-local/],
    ['http://10.20.0.1/hook', null],
    ['https://10.20.0.1/hook', null],
    ['http://8.8.8.8/', /begins with https/],
  ])('%s', (url, expected) => {
    const problem = webhookUrlProblem(url, parseAllowed(['10.20.0.0/16']));
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toMatch(expected);
  });
});

test('every spelling of an address is judged alike', () => {
  fc.assert(
    fc.property(fc.ipV4(), (four) => {
      const plain = addressProblem(four, []);
      const bits = receiverAddress(four)?.bits ?? -1n;
      const hex = `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
      expect(addressProblem(`::ffff:${four}`, [])).toBe(plain);
      expect(addressProblem(`::ffff:${hex}`, [])).toBe(plain);
      expect(addressProblem(`64:FF9B::${hex}`, [])).toBe(plain);
    }),
  );
});

test('whatever IPv6 address the platform can write, we read the same number', () => {
  fc.assert(
    fc.property(fc.ipV6(), (six) => {
      const url = URL.parse(`https://[${six}]/`);
      if (url === null) return;
      expect(receiverAddress(url.hostname.slice(1, -1))).toEqual(receiverAddress(six));
    }),
    { numRuns: 2_000 },
  );
});
