import { patch, post } from '../act-as.ts';
import { administrator, controller, mallory, type PolicyWorld, provisioner } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

const networking = '/apis/networking.k8s.io/v1/namespaces';

function networkPolicy(namespace: string, spec: object) {
  const body = { metadata: { name: 'extra' }, spec: { podSelector: {}, ...spec } };
  return post(`${networking}/${namespace}/networkpolicies`, body);
}

export function netpolRows({ home, team, foreign, warned, audited, plain }: PolicyWorld): PolicyRow[] {
  const ingress = (rule: object, namespace = home) => networkPolicy(namespace, { ingress: [rule] });
  const egress = (rule: object) => networkPolicy(home, { policyTypes: ['Egress'], egress: [rule] });
  const from = (namespaceSelector: object) => ingress({ from: [{ namespaceSelector }] });
  const block = (cidr: string, ...except: string[]) => ({
    ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) },
  });
  const name = 'kubernetes.io/metadata.name';
  const choose = (operator: string, values?: string[]) => ({
    matchExpressions: [{ key: name, operator, ...(values ? { values } : {}) }],
  });
  const asProvisioner = patch(`${networking}/${home}/networkpolicies/default-deny`, {
    spec: { ingress: [{}] },
  });
  return rowsOf('netpol-additive', [
    ['ingress-peers', 'everything in', mallory, ingress({}), /lets everybody in/],
    [
      'ingress-peers',
      'one port for everybody',
      mallory,
      ingress({ ports: [{ port: 80 }] }),
      /lets everybody in/,
    ],
    ['ingress-peers', 'by the provisioner', provisioner, asProvisioner, /lets everybody in/],
    ['egress-peers', 'everything out', mallory, egress({}), /reach everything/],
    ['namespaces', 'every namespace', mallory, from({}), /must name namespaces/],
    [
      'namespaces',
      'every namespace that has a name',
      mallory,
      from(choose('Exists')),
      /must name namespaces/,
    ],
    ['namespaces', 'every namespace but one', mallory, from(choose('NotIn', ['x'])), /must name namespaces/],
    [
      'namespaces',
      'every tenant',
      mallory,
      from({ matchLabels: { 'app.kubernetes.io/managed-by': 'bailiwick' } }),
      /must name namespaces/,
    ],
    [
      'namespaces',
      'to every namespace',
      mallory,
      egress({ to: [{ namespaceSelector: {} }] }),
      /must name namespaces/,
    ],
    ['ingress-blocks', 'the whole internet', mallory, ingress({ from: [block('0.0.0.0/0')] }), /narrow as/],
    ['ingress-blocks', 'half of it', mallory, ingress({ from: [block('128.0.0.0/1')] }), /narrow as/],
    ['ingress-blocks', 'all of IPv6', mallory, ingress({ from: [block('::/0')] }), /narrow as/],
    ['metadata', 'cloud metadata', mallory, egress({ to: [block('169.254.169.254/32')] }), /cloud metadata/],
    [
      'metadata',
      'cloud metadata over IPv6',
      mallory,
      egress({ to: [block('fd00:ec2::/32')] }),
      /cloud metadata/,
    ],
    [
      'metadata',
      'the internet with it',
      mallory,
      egress({ to: [block('0.0.0.0/0', '10.0.0.0/8')] }),
      /cloud metadata/,
    ],
    ['group system:masters', 'an administrator may', administrator, ingress({}), null],
    ['', 'the internet without it', mallory, egress({ to: [block('0.0.0.0/0', '169.254.0.0/16')] }), null],
    ['', 'a named namespace', mallory, from({ matchLabels: { [name]: foreign } }), null],
    ['', 'two of them', mallory, from(choose('In', ['a', 'b'])), null],
    ['', 'a team', mallory, from({ matchLabels: { 'bailiwick.dev/team': team } }), null],
    ['', 'pods of one’s own', mallory, ingress({ from: [{ podSelector: {} }] }), null],
    ['', 'an office', mallory, ingress({ from: [block('10.0.0.0/8')] }), null],
    ['', 'in a class that warns', mallory, ingress({}, warned), null],
    ['', 'in a class that audits', mallory, ingress({}, audited), null],
    ['', 'in a namespace of nobody', mallory, ingress({}, plain), null],
  ]);
}

export function serviceRows({ home, warned, audited }: PolicyWorld): PolicyRow[] {
  const service = (spec: object, namespace = home) =>
    post(`/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 'extra' },
      spec: { ports: [{ port: 80 }], ...spec },
    });
  const alias = (externalName: string) => service({ type: 'ExternalName', externalName, ports: [] });
  const inner = [
    'kubernetes.default.svc',
    'db.other.svc.cluster.local.',
    'db.other.svc.corp.example',
    'localhost',
    '10.0.0.1',
    'metadata.google.internal',
    'printer.local',
    'app.localhost',
  ];
  return rowsOf('service-exposure', [
    [
      'external-ips',
      'an external IP',
      mallory,
      service({ externalIPs: ['203.0.113.7'] }),
      /can’t take external IPs/,
    ],
    ['node-port', 'a node port', mallory, service({ type: 'NodePort' }), /type NodePort are not part/],
    [
      'load-balancer',
      'a load balancer',
      mallory,
      service({ type: 'LoadBalancer' }),
      /type LoadBalancer are not part/,
    ],
    ...inner.map(
      (to) => ['external-name', `an alias of ${to}`, mallory, alias(to), /is not a public name/] as const,
    ),
    [
      'spec-changes',
      'a finalizer on a service from before',
      mallory,
      patch(`/api/v1/namespaces/${home}/services/old`, { metadata: { finalizers: ['x.example/y'] } }),
      null,
    ],
    [
      'group system:masters',
      'an administrator may',
      administrator,
      service({ externalIPs: ['203.0.113.7'] }),
      null,
    ],
    ['', 'inside the cluster', mallory, service({}), null],
    ['', 'an alias of a public name', mallory, alias('db.example.com.'), null],
    [
      '',
      'in a class that warns',
      mallory,
      service({ type: 'ExternalName', externalName: 'localhost' }, warned),
      null,
    ],
    [
      '',
      'in a class that audits',
      mallory,
      service({ type: 'ExternalName', externalName: 'localhost' }, audited),
      null,
    ],
  ]);
}

export function endpointsRows({ home, plain }: PolicyWorld): PolicyRow[] {
  const byHand = (namespace: string) =>
    post(`/api/v1/namespaces/${namespace}/endpoints`, { metadata: { name: 'extra' }, subsets: [] });
  const slice = post(`/apis/discovery.k8s.io/v1/namespaces/${home}/endpointslices`, {
    metadata: { name: 'extra' },
    addressType: 'IPv4',
    endpoints: [],
  });
  return rowsOf('endpoints', [
    ['by-hand', 'endpoints', mallory, byHand(home), /by hand/],
    ['by-hand', 'an endpoint slice', mallory, slice, /by hand/],
    ...(['manager', 'endpoints', 'endpointSlices', 'endpointSliceMirrors', 'garbage'] as const).map(
      (name) => [`user ${name}`, `by the controller ${name}`, controller(name), slice, null] as const,
    ),
    ['group system:masters', 'an administrator may', administrator, byHand(home), null],
    ['', 'in a namespace of nobody', mallory, byHand(plain), null],
  ]);
}
