import { describe, expect, it } from 'vitest';
import type { NetworkProfile } from '#lib/domain/class-choices.ts';
import { networkMatrix, networkSentences } from '#lib/domain/network/network-matrix.ts';
import { type NetworkState, networkState } from '#lib/domain/network/observed-policies.ts';
import type { PolicySpec } from '#lib/domain/network/policy.ts';
import type { ReachLine } from '#lib/domain/network/reachability.ts';
import { defaultPlatform, type PlatformSettings } from '#lib/domain/platform.ts';
import type { EnvironmentSpec } from '#lib/provisioner/desired/environment-spec.ts';
import { networkBundleAnnotation, teamLabel } from '#lib/provisioner/desired/ownership.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { observeAll, testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { observedState } from '#lib/provisioner/status/observed-state.ts';

const platform: PlatformSettings = {
  ...defaultPlatform,
  monitoringNamespace: 'monitoring',
  apiServers: [{ cidr: '10.96.0.1/32', port: 443 }],
};

function stateOf(networkProfile: NetworkProfile, over: Partial<EnvironmentSpec> = {}): NetworkState {
  const spec = testSpec({ networkProfile }, { platform, ...over });
  const desired = renderEnvironment(spec);
  return networkState(spec.namespace, observedState(desired, observeAll(desired)), networkBundleAnnotation);
}

function withPolicy(state: NetworkState, name: string, spec: PolicySpec): NetworkState {
  return {
    ...state,
    policies: [...state.policies, { namespace: state.namespace, name, spec, isOurs: false }],
  };
}

const sibling = (profile: NetworkProfile) => ({
  label: 'Environment qa2',
  state: stateOf(profile, { slug: 'qa2', namespace: 'payments-qa2' }),
});
const matrixOf = (here: NetworkState, ...siblings: ReturnType<typeof sibling>[]) =>
  networkMatrix(here, siblings, teamLabel, platform);
const text = (lines: ReachLine[]) =>
  lines.map(({ pods, ports, part, byTenant }) =>
    [pods && `${pods}:`, ports, part.length > 0 && `(${part.join('; ')})`, byTenant && 'by tenant']
      .filter(Boolean)
      .join(' '),
  );
const table = (rows: ReturnType<typeof matrixOf>) =>
  Object.fromEntries(rows.map(({ peer, egress, ingress }) => [peer, [text(egress), text(ingress)]]));

const strangers = 'Other teams and other namespaces';
const isolated = {
  'Pods in this namespace': [['every port'], ['every port']],
  [strangers]: [[], []],
  'The ingress controller': [[], ['every port']],
  'The monitoring': [[], ['every port']],
  'The cluster’s DNS': [['TCP 53, UDP 53'], []],
  'The API server': [['TCP 443'], []],
  'The internet': [[], []],
  'Cloud metadata addresses': [[], []],
  'Private networks': [['TCP 443 (10.96.0.1/32)'], []],
};

describe('the shipped profiles, as they are rendered and observed', () => {
  it('isolated keeps to itself and the platform', () => {
    expect(table(matrixOf(stateOf('isolated')))).toEqual(isolated);
  });

  it('team opens to the team’s environments of the stage, where both sides do', () => {
    const rows = table(matrixOf(stateOf('team'), sibling('team')));
    expect(rows).toEqual({ ...isolated, 'Environment qa2': [['every port'], ['every port']] });
    const oneSided = table(matrixOf(stateOf('team'), sibling('isolated')));
    expect(oneSided['Environment qa2']).toEqual([[], []]);
  });

  it('open-egress reaches the internet and nothing else', () => {
    const rows = table(matrixOf(stateOf('open-egress')));
    expect(rows).toEqual({ ...isolated, 'The internet': [['every port'], []] });
  });
});

describe('policies that a tenant made', () => {
  const web = { matchLabels: { app: 'web' } };

  it('show what they open, to whom, for which pods', () => {
    const here = withPolicy(stateOf('isolated'), 'web', {
      podSelector: web,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { [teamLabel]: 'orders' } } }], ports: [{ port: 80 }] },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '1.1.1.0/24' } }], ports: [{ port: 443 }] }],
    });
    const rows = table(matrixOf(here));
    expect(rows).toEqual({
      ...isolated,
      [strangers]: [[], ['app=web: TCP 80 (namespaces with bailiwick.dev/team=orders) by tenant']],
      'The internet': [['app=web: TCP 443 (1.1.1.0/24) by tenant'], []],
    });
    expect(networkSentences(matrixOf(here))).toContain(
      'Pods here with app=web reach a part of the internet (1.1.1.0/24) on TCP 443. This is opened by a policy that your team made (web).',
    );
  });

  it('that open the DNS namespace beyond the DNS pods don’t hide behind the DNS', () => {
    const kubeSystem = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    };
    const here = withPolicy(stateOf('isolated'), 'more', {
      policyTypes: ['Egress'],
      egress: [{ to: [kubeSystem] }],
    });
    const rows = table(matrixOf(here));
    expect(rows['The cluster’s DNS']?.[0]?.join()).toContain('every port');
    expect(rows[strangers]?.[0]?.join()).toContain(
      'every port (namespaces with kubernetes.io/metadata.name=kube-system',
    );
  });

  it('that open metadata are told, although admission refuses them', () => {
    const here = withPolicy(stateOf('isolated'), 'meta', {
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }], ports: [{ port: 80 }] }],
    });
    expect(table(matrixOf(here))['Cloud metadata addresses']).toEqual([
      ['TCP 80 (169.254.169.254/32) by tenant'],
      [],
    ]);
  });

  it('on the other side don’t open this one', () => {
    const other = sibling('isolated');
    const open = withPolicy(other.state, 'all', {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{}],
      egress: [{}],
    });
    const rows = table(matrixOf(stateOf('isolated'), { ...other, state: open }));
    expect(rows['Environment qa2']).toEqual([[], []]);
  });
});

it('a namespace without policies is open, and that is nobody’s own doing', () => {
  const rows = matrixOf({ ...stateOf('isolated'), policies: [] });
  for (const { egress, ingress } of rows)
    for (const line of [...egress, ...ingress])
      expect(line).toMatchObject({ ports: 'every port', byTenant: false });
  expect(rows.find(({ peer }) => peer === strangers)?.ingress).toHaveLength(1);
});

it('names nobody but the team’s own: a row of strangers stands for all the others', () => {
  const peers = matrixOf(stateOf('team'), sibling('team')).map(({ peer }) => peer);
  expect(peers).toEqual([...Object.keys(isolated).toSpliced(1, 0, 'Environment qa2')]);
});
