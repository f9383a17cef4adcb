import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectCounts } from '#lib/domain/budget/hard-amounts.ts';
import { networkProfiles } from '#lib/domain/class-choices.ts';
import { defaultPlatform, type PlatformSettings } from '#lib/domain/platform.ts';
import type { Manifest } from './environment-spec.ts';
import { managedKinds } from './managed-kinds.ts';
import { ownerLabels } from './ownership.ts';
import { renderEnvironment } from './render-environment.ts';
import { roleBindingName } from './role-binding.ts';
import { testSpec } from './spec.test-fixture.ts';

const named = (manifests: readonly Manifest[], kind: string, name?: string): Manifest => {
  const found = manifests.find(
    (one) => one.kind === kind && (name === undefined || one.metadata.name === name),
  );
  if (!found) throw new Error(`There is no ${kind} ${name ?? ''}.`);
  return found;
};
const policiesOf = (profile: (typeof networkProfiles)[number]) =>
  renderEnvironment(testSpec({ networkProfile: profile })).filter(({ kind }) => kind === 'NetworkPolicy');

describe('every environment', () => {
  const spec = testSpec();
  const manifests = renderEnvironment(spec);

  it('is made of these objects, in the order of writing', () => {
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace payments-qa1',
      'NetworkPolicy default-deny',
      'NetworkPolicy allow-dns',
      'NetworkPolicy allow-same-namespace',
      'NetworkPolicy allow-ingress-controller',
      'NetworkPolicy allow-team',
      'ResourceQuota bailiwick',
      'LimitRange bailiwick',
      'ServiceAccount default',
      `RoleBinding ${roleBindingName('bailiwick-admin')}`,
      `RoleBinding ${roleBindingName('bailiwick-viewer')}`,
      `RoleBinding ${roleBindingName('bailiwick-debug')}`,
      `RoleBinding ${roleBindingName('bailiwick-secrets')}`,
    ]);
  });

  it('carries the owner labels on each object, and its namespace', () => {
    for (const { kind, metadata } of manifests) {
      expect(metadata.labels).toMatchObject(ownerLabels(spec));
      expect(metadata.namespace).toBe(kind === 'Namespace' ? undefined : 'payments-qa1');
    }
  });

  it('pins Pod Security for all three modes and says who approved', () => {
    const { labels, annotations } = named(manifests, 'Namespace').metadata;
    for (const mode of ['enforce', 'audit', 'warn'])
      expect(labels).toMatchObject({
        [`pod-security.kubernetes.io/${mode}`]: 'restricted',
        [`pod-security.kubernetes.io/${mode}-version`]: 'v1.36',
      });
    expect(annotations).toMatchObject({
      'bailiwick.dev/approved-by': 'Amir',
      'bailiwick.dev/class-version': '3',
    });
  });

  it('counts objects even where the class names no count, and prefers what was granted', () => {
    const { hard } = named(manifests, 'ResourceQuota').spec as { hard: Record<string, string> };
    expect(hard).toEqual({ ...objectCounts, 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '20' });
    expect(Object.keys(hard)).toEqual(Object.keys(hard).sort());
  });

  it('mounts no token by default', () => {
    expect(named(manifests, 'ServiceAccount', 'default').automountServiceAccountToken).toBe(false);
  });
});

describe.each(networkProfiles)('network profile %s', (profile) => {
  const policies = policiesOf(profile);
  const rules = policies.flatMap(({ spec }) => {
    const { ingress, egress } = spec as { ingress: Rule[]; egress: Rule[] };
    return [...ingress, ...egress];
  });
  interface Rule {
    from?: Peer[];
    to?: Peer[];
  }
  interface Peer {
    podSelector?: object;
    namespaceSelector?: { matchLabels: object };
    ipBlock?: { cidr: string; except?: string[] };
  }
  const peers = rules.flatMap(({ from, to }) => [...(from ?? []), ...(to ?? [])]);

  it('denies both directions by default, with every list written out', () => {
    const deny = policies.find(({ metadata }) => metadata.name === 'default-deny');
    expect(deny?.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    });
    for (const { spec } of policies)
      expect(spec).toMatchObject({ ingress: expect.any(Array), egress: expect.any(Array) });
  });

  it('never opens to everybody: no empty peers, no empty namespaceSelector, pods only with their namespace', () => {
    for (const rule of rules) expect([...(rule.from ?? []), ...(rule.to ?? [])]).not.toEqual([]);
    for (const peer of peers) {
      if (peer.podSelector) expect(peer.namespaceSelector).toBeDefined();
      if (peer.namespaceSelector) expect(Object.keys(peer.namespaceSelector.matchLabels)).not.toEqual([]);
    }
  });

  it('keeps cloud metadata and the private networks closed', () => {
    const open = peers.flatMap(({ ipBlock }) => (ipBlock?.cidr === '0.0.0.0/0' ? [ipBlock] : []));
    for (const { except } of open)
      expect(except).toEqual(expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8', '192.168.0.0/16']));
    expect(open.length).toBe(profile === 'open-egress' ? 1 : 0);
    // fd00:ec2::254 is a unique local address, outside of 2000::/3.
    expect(peers.flatMap(({ ipBlock }) => (ipBlock?.cidr.includes(':') ? [ipBlock.cidr] : []))).toEqual(
      profile === 'open-egress' ? ['2000::/3'] : [],
    );
  });

  it('resolves names over UDP and TCP', () => {
    const dns = policies.find(({ metadata }) => metadata.name === 'allow-dns');
    const ports = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    expect(dns?.spec).toMatchObject({ egress: [{ ports }, { ports }] });
    expect(JSON.stringify(dns)).toContain('169.254.20.10/32');
  });
});

// Whoever changes what a profile renders raises its version in network-bundle.ts and writes the new digest here.
it.each([
  ['isolated', 'isolated.v2', '2a8dd46ae059be39'],
  ['team', 'team.v2', '65f4881bd3e1d142'],
  ['open-egress', 'open-egress.v2', 'ab7762f141ae97d9'],
] as const)('the bundle of %s is %s with this content', (profile, bundle, digest) => {
  const policies = policiesOf(profile);
  for (const { metadata } of policies)
    expect(metadata.annotations).toEqual({ 'bailiwick.dev/network-bundle': bundle });
  const content = JSON.stringify(policies.map(({ metadata: { name }, spec }) => [name, spec]));
  expect(createHash('sha256').update(content).digest('hex').slice(0, 16)).toBe(digest);
});

describe('exceptions of the platform', () => {
  const rendered = (
    changes: Partial<PlatformSettings>,
    profile: (typeof networkProfiles)[number] = 'isolated',
  ) =>
    renderEnvironment(
      testSpec({ networkProfile: profile }, { platform: { ...defaultPlatform, ...changes } }),
    ).filter(({ kind }) => kind === 'NetworkPolicy');

  it('monitoring and API servers get a policy only where they are named', () => {
    const names = rendered({}).map(({ metadata }) => metadata.name);
    const more = rendered({
      monitoringNamespace: 'monitoring',
      apiServers: [{ cidr: 'fd00:1::1/128', port: 6443 }],
    });
    expect(more.map(({ metadata }) => metadata.name)).toEqual([
      ...names,
      'allow-monitoring',
      'allow-api-server',
    ]);
    expect(more.at(-1)?.spec).toMatchObject({
      ingress: [],
      egress: [{ to: [{ ipBlock: { cidr: 'fd00:1::1/128' } }], ports: [{ port: 6443, protocol: 'TCP' }] }],
    });
  });

  it('the DNS is named by namespace and pods in one peer; a node-local cache of IPv6 is one address', () => {
    const dns = rendered({ nodeLocalDns: 'fd00::10' }).find(({ metadata }) => metadata.name === 'allow-dns');
    const text = JSON.stringify(dns);
    expect(text).toContain('"cidr":"fd00::10/128"');
    const without = rendered({ nodeLocalDns: null }).find(({ metadata }) => metadata.name === 'allow-dns');
    expect(JSON.stringify(without)).not.toContain('ipBlock');
  });

  it('private ranges are kept out of their own family, and link-local always', () => {
    const [internet] = rendered(
      { privateRanges: ['10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', 'fd00::/8'] },
      'open-egress',
    ).slice(-1);
    expect(internet?.spec).toMatchObject({
      egress: [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.0.0/16'] } }] },
        { to: [{ ipBlock: { cidr: '2000::/3', except: ['2001:db8::/32'] } }] },
      ],
    });
  });
});

it('the team profile opens to the same team and stage, both named', () => {
  const team = policiesOf('team').find(({ metadata }) => metadata.name === 'allow-team');
  const peer = {
    namespaceSelector: { matchLabels: { 'bailiwick.dev/stage': 'qa', 'bailiwick.dev/team': 'payments' } },
  };
  expect(team?.spec).toMatchObject({ ingress: [{ from: [peer] }], egress: [{ to: [peer] }] });
});

it('is a function of its input alone: the order of members and quota keys changes nothing', () => {
  const member = fc.record({
    subject: fc.string({ minLength: 1, maxLength: 8 }),
    role: fc.constantFrom('owner' as const, 'developer' as const, 'viewer' as const),
  });
  const keys = fc.uniqueArray(
    fc.constantFrom('pods', 'secrets', 'requests.cpu', 'limits.memory', 'services'),
  );
  fc.assert(
    fc.property(fc.array(member, { maxLength: 12 }), keys, (members, quotaKeys) => {
      const quota = (list: string[]) => Object.fromEntries(list.map((key) => [key, '7']));
      const one = renderEnvironment(testSpec({}, { members, quota: quota(quotaKeys) }));
      const other = renderEnvironment(
        testSpec({}, { members: [...members].reverse(), quota: quota([...quotaKeys].reverse()) }),
      );
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
  );
});

it('knows each kind once, with its verbs', () => {
  expect(new Set(managedKinds.map(({ kind }) => kind)).size).toBe(managedKinds.length);
  for (const { kind, render, level } of managedKinds) {
    for (const manifest of render(testSpec())) expect(manifest.kind).toBe(kind);
    expect(level).toBe(kind === 'Namespace' ? 0 : kind === 'RoleBinding' ? 2 : 1);
  }
});
