import { teamLabel } from '../desired/ownership.ts';
import { text, textList } from './cel.ts';
import type { PackOptions, Policy, PolicyRule } from './policy.ts';

const metadataAddresses = ['169.254.169.254', 'fd00:ec2::254'] as const;
const naming = ['kubernetes.io/metadata.name', teamLabel] as const;

// Exists, NotIn and DoesNotExist select namespaces that nobody named, so only these two forms count as naming.
const namesNamespaces = [
  `${textList(naming)}.exists(k, k in p.namespaceSelector.?matchLabels.orValue({}))`,
  `p.namespaceSelector.?matchExpressions.orValue([]).exists(e, e.operator == 'In' && e.key in ${textList(naming)})`,
].join(' || ');

// Two halves are as open as the whole, so the width counts and not the one address 0.0.0.0/0.
const isWide = 'cidr(p.ipBlock.cidr).prefixLength() < (cidr(p.ipBlock.cidr).ip().family() == 4 ? 8 : 16)';

const reachesMetadata = `${textList(metadataAddresses)}.exists(a, cidr(p.ipBlock.cidr).containsIP(ip(a)) && !p.ipBlock.?except.orValue([]).exists(e, cidr(e).containsIP(ip(a))))`;

/** Network policies add up, so one that opens everything undoes the isolation of the whole namespace. */
export function netpolAdditive({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'netpol-additive',
    purpose: 'Network policies of tenants name whom they let in and out; none opens everything.',
    answer: 'as-class-says',
    requests: [
      {
        apiGroups: ['networking.k8s.io'],
        apiVersions: ['v1'],
        resources: ['networkpolicies'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    inEnvironmentsOnly: true,
    // Our own policies keep these rules too: a stolen provisioner token opens nothing.
    exempt: { users: [], groups: exemptGroups },
    conditions: [],
    variables: [
      { name: 'ingress', expression: 'object.spec.?ingress.orValue([])' },
      { name: 'egress', expression: 'object.spec.?egress.orValue([])' },
      {
        name: 'selected',
        expression:
          '(variables.ingress.map(r, r.?from.orValue([])) + variables.egress.map(r, r.?to.orValue([]))).map(peers, peers.filter(p, has(p.namespaceSelector)))',
      },
    ],
    rules: rules(),
  };
}

function rules(): PolicyRule[] {
  return [
    {
      name: 'ingress-peers',
      expression: 'variables.ingress.all(r, size(r.?from.orValue([])) > 0)',
      message:
        'an ingress rule without “from” lets everybody in. Name the pods or namespaces that may enter.',
    },
    {
      name: 'egress-peers',
      expression: 'variables.egress.all(r, size(r.?to.orValue([])) > 0)',
      message: 'an egress rule without “to” lets pods reach everything. Name what they may reach.',
    },
    {
      name: 'namespaces',
      expression: `variables.selected.all(peers, peers.all(p, ${namesNamespaces}))`,
      message: `a namespaceSelector must name namespaces by the label ${text(naming[0])} or a team by ${text(naming[1])}, with matchLabels or the operator In.`,
    },
    {
      name: 'ingress-blocks',
      expression: `variables.ingress.all(r, r.?from.orValue([]).all(p, !has(p.ipBlock) || !(${isWide})))`,
      message:
        'an ipBlock in “from” is at least as narrow as /8 (IPv4) or /16 (IPv6). Name the addresses that call you.',
    },
    {
      name: 'metadata',
      expression: `variables.egress.all(r, r.?to.orValue([]).all(p, !has(p.ipBlock) || !(${reachesMetadata})))`,
      message: `cloud metadata (${metadataAddresses.join(', ')}) stays out of reach. Add it to “except” of the ipBlock.`,
    },
  ];
}
