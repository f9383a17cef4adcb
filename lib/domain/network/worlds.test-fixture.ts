import fc from 'fast-check';
import { parseAddress } from './cidr.ts';
import { type Endpoint, reachablePorts } from './evaluate.ts';
import { everyAttempt, nameOf, type Thing } from './oracle.test-fixture.ts';
import type { LabelSelector, NetworkPolicy, PolicySpec, Protocol } from './policy.ts';
import { hasPort } from './port-set.ts';

// Very small worlds, in which everything meets everything often.

const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('a', 'b');
export const podLabels = fc.dictionary(key, value, { maxKeys: 2 });
export const selectors: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: podLabels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key,
          operator: fc.constantFrom('In' as const, 'NotIn' as const),
          values: fc.array(value, { minLength: 1, maxLength: 2 }),
        }),
        fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const range = fc.constantFrom(
  '0.0.0.0/0',
  '10.0.0.0/24',
  '10.0.0.0/29',
  '10.0.0.4/30',
  '10.0.0.2/31',
  '10.0.0.1/32',
);
const peer = fc.oneof(
  fc.record({ podSelector: selectors }),
  fc.record({ namespaceSelector: selectors }),
  fc.record({ podSelector: selectors, namespaceSelector: selectors }),
  fc.record({
    ipBlock: fc.record(
      { cidr: range, except: fc.array(range, { maxLength: 2 }) },
      { requiredKeys: ['cidr'] },
    ),
  }),
);
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const number = fc.integer({ min: 1, max: 6 });
const port = fc.oneof(
  fc.record({ protocol, port: number }, { requiredKeys: [] }),
  fc.record({ protocol, port: fc.constantFrom('http', 'dns') }, { requiredKeys: ['port'] }),
  fc.tuple(number, number).map(([a, b]) => ({ port: Math.min(a, b), endPort: Math.max(a, b) })),
);
const rest = { ports: fc.array(port, { maxLength: 2 }) };
const spec: fc.Arbitrary<PolicySpec> = fc.record(
  {
    podSelector: selectors,
    policyTypes: fc.subarray(['Ingress' as const, 'Egress' as const]),
    ingress: fc.array(fc.record({ from: fc.array(peer, { maxLength: 2 }), ...rest }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    egress: fc.array(fc.record({ to: fc.array(peer, { maxLength: 2 }), ...rest }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['podSelector'] },
);
const namespace = fc.constantFrom('one', 'two');
export const policyLists: fc.Arbitrary<NetworkPolicy[]> = fc.array(
  fc.record({ namespace, name: fc.constant('p'), spec }),
  { maxLength: 4 },
);
const namedPorts = fc.array(fc.record({ name: fc.constantFrom('http', 'dns'), protocol, port: number }), {
  maxLength: 2,
});
export const worlds: fc.Arbitrary<Thing[]> = fc
  .record({
    namespaces: fc.record({ one: podLabels, two: podLabels }),
    pods: fc.array(fc.record({ namespace, labels: podLabels, ports: namedPorts }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ namespaces, pods }): Thing[] => [
    ...pods.map((pod, at) => ({
      id: `pod${at}`,
      last: at,
      pod: { ...pod, namespaceLabels: namespaces[pod.namespace] },
    })),
    { id: 'outside', last: 5, pod: null },
  ]);

function endpointOf({ last, pod }: Thing): Endpoint {
  const cidr = parseAddress(`10.0.0.${last}`);
  if (cidr === null) throw new Error('no address');
  const ports = pod?.ports.map((port) => ({ ...port, protocol: port.protocol as Protocol })) ?? [];
  return { addresses: [{ cidr, except: [] }], pod: pod === null ? null : { ...pod, ports } };
}

/** The names of all connections that the evaluator allows. */
export function evaluatedConnections(
  policies: readonly NetworkPolicy[],
  world: readonly Thing[],
): Set<string> {
  const ends = world.map((thing) => ({ id: thing.id, end: endpointOf(thing) }));
  const found = everyAttempt(ends).filter(({ source, target, protocol: by, port: at }) =>
    hasPort(reachablePorts(policies, source.end, target.end), by, at),
  );
  return new Set(found.map(nameOf));
}
