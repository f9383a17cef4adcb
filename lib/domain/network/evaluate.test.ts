import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, parseCidr } from './cidr.ts';
import { type Endpoint, grantsFor, reachablePorts } from './evaluate.ts';
import { allowedConnections, everyAttempt } from './oracle.test-fixture.ts';
import type { NetworkPolicy, PolicySpec } from './policy.ts';
import { portsText } from './port-set.ts';
import { evaluatedConnections, policyLists, worlds } from './worlds.test-fixture.ts';

describe('compared with the oracle, connection by connection', () => {
  it('says the same of every source, target, protocol and port', () => {
    let connections = 0;
    fc.assert(
      fc.property(policyLists, worlds, (list, things) => {
        connections += everyAttempt(things).length;
        expect(evaluatedConnections(list, things)).toEqual(allowedConnections(list, things));
      }),
      { numRuns: 400 },
    );
    expect(connections).toBeGreaterThan(20_000);
  });
});

const pod = (namespace: string, labels = {}, namespaceLabels = {}, ip?: string): Endpoint => ({
  addresses: ip === undefined ? [] : [{ cidr: parseAddress(ip) ?? expect.fail(ip), except: [] }],
  pod: { namespace, namespaceLabels, labels, ports: null },
});
const outside = (cidr: string, ...except: string[]): Endpoint => ({
  addresses: [
    {
      cidr: parseCidr(cidr) ?? expect.fail(cidr),
      except: except.map((text) => parseCidr(text) ?? expect.fail(text)),
    },
  ],
  pod: null,
});
const policy = (spec: PolicySpec): NetworkPolicy => ({ namespace: 'default', name: 'it', spec });
const reach = (spec: PolicySpec | null, source: Endpoint, target: Endpoint) =>
  portsText(reachablePorts(spec === null ? [] : [policy(spec)], source, target));

// kubernetes.io/docs/concepts/services-networking/network-policies: its examples and its sentences.
const example: PolicySpec = {
  podSelector: { matchLabels: { role: 'db' } },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    {
      from: [
        { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
        { namespaceSelector: { matchLabels: { project: 'myproject' } } },
        { podSelector: { matchLabels: { role: 'frontend' } } },
      ],
      ports: [{ protocol: 'TCP', port: 6379 }],
    },
  ],
  egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
};
const both = {
  namespaceSelector: { matchLabels: { user: 'alice' } },
  podSelector: { matchLabels: { role: 'client' } },
};
const anyPod = { podSelector: {} };
const db = pod('default', { role: 'db' });
const plain = pod('default');

describe('the specification’s own examples', () => {
  it.each<[string, PolicySpec | null, Endpoint, Endpoint, string]>([
    ['no policy: all is open', null, plain, db, 'every port'],
    [
      'the example, from a frontend pod of the namespace',
      example,
      pod('default', { role: 'frontend' }),
      db,
      'TCP 6379',
    ],
    ['the example, from a frontend pod elsewhere', example, pod('other', { role: 'frontend' }), db, ''],
    [
      'the example, from a namespace of the project',
      example,
      pod('x', {}, { project: 'myproject' }),
      db,
      'TCP 6379',
    ],
    ['the example, from 172.17.0.1', example, outside('172.17.0.1/32'), db, 'TCP 6379'],
    ['the example, from 172.17.1.1, which is excepted', example, outside('172.17.1.1/32'), db, ''],
    ['the example, to 10.0.0.1', example, db, outside('10.0.0.1/32'), 'TCP 5978'],
    ['the example, to 10.0.1.1', example, db, outside('10.0.1.1/32'), ''],
    ['the example selects db only', example, plain, outside('10.0.1.1/32'), 'every port'],
    [
      'both selectors in one peer: AND',
      { ...anyPod, ingress: [{ from: [both] }] },
      pod('a', {}, { user: 'alice' }),
      db,
      '',
    ],
    [
      'both hold',
      { ...anyPod, ingress: [{ from: [both] }] },
      pod('a', { role: 'client' }, { user: 'alice' }),
      db,
      'every port',
    ],
    [
      'two peers: OR',
      {
        ...anyPod,
        ingress: [
          { from: [{ namespaceSelector: both.namespaceSelector }, { podSelector: both.podSelector }] },
        ],
      },
      pod('a', {}, { user: 'alice' }),
      db,
      'every port',
    ],
    ['default deny ingress', { ...anyPod, policyTypes: ['Ingress'] }, plain, db, ''],
    [
      'default deny ingress leaves egress',
      { ...anyPod, policyTypes: ['Ingress'] },
      db,
      outside('8.8.8.8/32'),
      'every port',
    ],
    ['allow all ingress', { ...anyPod, policyTypes: ['Ingress'], ingress: [{}] }, pod('x'), db, 'every port'],
    ['default deny egress', { ...anyPod, policyTypes: ['Egress'] }, db, outside('8.8.8.8/32'), ''],
    [
      'default deny egress leaves ingress',
      { ...anyPod, policyTypes: ['Egress'] },
      pod('x'),
      db,
      'every port',
    ],
    ['allow all egress', { ...anyPod, policyTypes: ['Egress'], egress: [{}] }, db, pod('x'), 'every port'],
    ['default deny both', { ...anyPod, policyTypes: ['Ingress', 'Egress'] }, plain, db, ''],
    ['no policyTypes, no egress: ingress only', { ...anyPod }, db, outside('8.8.8.8/32'), 'every port'],
    ['no policyTypes, no egress: ingress is closed', { ...anyPod }, pod('x'), db, ''],
    [
      'no policyTypes with egress closes both',
      { ...anyPod, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
      pod('x'),
      db,
      '',
    ],
    [
      'endPort',
      {
        ...anyPod,
        policyTypes: ['Egress'],
        egress: [
          {
            to: [{ ipBlock: { cidr: '10.0.0.0/24' } }],
            ports: [{ protocol: 'TCP', port: 32000, endPort: 32768 }],
          },
        ],
      },
      db,
      outside('10.0.0.9/32'),
      'TCP 32000–32768',
    ],
    [
      'protocol without a port',
      { ...anyPod, ingress: [{ ports: [{ protocol: 'UDP' }] }] },
      plain,
      db,
      'every UDP port',
    ],
    [
      'a port without a protocol is TCP',
      { ...anyPod, ingress: [{ ports: [{ port: 80 }] }] },
      plain,
      db,
      'TCP 80',
    ],
    [
      'an empty namespaceSelector is every namespace',
      { ...anyPod, ingress: [{ from: [{ namespaceSelector: {} }] }] },
      pod('x'),
      db,
      'every port',
    ],
    [
      'an empty podSelector is this namespace',
      { ...anyPod, ingress: [{ from: [{ podSelector: {} }] }] },
      pod('x'),
      db,
      '',
    ],
    [
      'IPv6',
      {
        ...anyPod,
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '2000::/3', except: ['2001:db8::/32'] } }] }],
      },
      db,
      outside('2001:db8::1/128'),
      '',
    ],
    [
      'a name is a port of the pod that is connected to',
      { ...anyPod, ingress: [{ ports: [{ port: 'http' }] }] },
      plain,
      db,
      'TCP “http”',
    ],
    [
      'host network: policies don’t hold it',
      { ...anyPod, policyTypes: ['Egress'] },
      outside('10.9.9.9/32'),
      outside('8.8.8.8/32'),
      'every port',
    ],
    [
      'host network: selectors don’t see it, blocks do',
      { ...anyPod, ingress: [{ from: [{ namespaceSelector: {} }] }] },
      outside('10.9.9.9/32'),
      db,
      '',
    ],
  ])('%s', (_, spec, source, target, expected) => {
    expect(reach(spec, source, target)).toBe(expected);
  });
});

it('nothing keeps a pod from itself', () => {
  expect(reach({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, db, db)).toBe('every port');
});

it('a block that fits a part of the peer’s addresses is named', () => {
  const spec: PolicySpec = {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '10.96.0.1/32' } }] }],
  };
  const [grant] = grantsFor([policy(spec)], db, 'egress', outside('10.0.0.0/8', '10.96.0.0/30'));
  expect(grant).toBeUndefined();
  expect(grantsFor([policy(spec)], db, 'egress', outside('10.0.0.0/8'))[0]?.part).toEqual(['10.96.0.1/32']);
  expect(grantsFor([policy(spec)], db, 'egress', outside('10.96.0.1/32'))[0]?.part).toEqual([]);
});
