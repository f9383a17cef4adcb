import { internetRanges, metadataAddresses, type PlatformSettings } from '../platform.ts';
import { containsCidr, parseCidr } from './cidr.ts';
import type { Endpoint } from './evaluate.ts';
import type { NetworkState } from './observed-policies.ts';
import type { NetworkPeer } from './reachability.ts';
import { type Labels, labelsFor, matchesLabels, selectorText } from './selector.ts';
import { peersOf, podEnd, type Witness, witnessesIn } from './witnesses.ts';

const nameLabel = 'kubernetes.io/metadata.name';

// Addresses of the internet's ranges that nobody can be reached at: this host, link-local, multicast, reserved.
const unroutable = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'];

/** Everybody an environment may talk to, in the order of the matrix. `siblings` are the team's other environments. */
export function networkPeers(
  here: NetworkState,
  siblings: readonly { label: string; state: NetworkState }[],
  teamLabel: string,
  platform: PlatformSettings,
): NetworkPeer[] {
  const all = [here, ...siblings.map(({ state }) => state)].flatMap(({ policies }) => policies);
  const environments = [{ label: 'Pods in this namespace', state: here }, ...siblings].map(
    ({ label, state }) => ({ label, state, ends: witnessesIn(state, all) }),
  );
  const known = [here, ...siblings.map(({ state }) => state)].map(({ namespace }) => namespace);
  return [
    ...environments,
    {
      label: 'Other teams and other namespaces',
      ends: strangers(here, teamLabel, known, platform),
      state: null,
    },
    ...platformPeers(here, platform),
  ];
}

// Other namespaces are not looked at: those that some policy here could mean are made up from its selectors.
function strangers(
  here: NetworkState,
  teamLabel: string,
  known: readonly string[],
  { ingressNamespace, monitoringNamespace, dnsNamespace, dnsLabels }: PlatformSettings,
): Witness[] {
  const base: Labels = { ...here.labels, [teamLabel]: 'another-team', [nameLabel]: 'another-namespace' };
  const selectors = here.policies.flatMap(({ spec }) =>
    peersOf(spec).flatMap(({ namespaceSelector }) => (namespaceSelector ? [namespaceSelector] : [])),
  );
  const named = selectors.flatMap((selector) => {
    const labels = labelsFor(selector, base);
    return labels === null ? [] : [{ where: `namespaces with ${selectorText(selector)}`, labels }];
  });
  const rowOfItsOwn = new Set([...known, ingressNamespace, monitoringNamespace]);
  return [
    { where: '', labels: base },
    { where: 'namespaces that are no environment', labels: { [nameLabel]: 'another-namespace' } },
    ...named,
  ]
    .filter(
      ({ labels }) => labels[teamLabel] !== here.labels[teamLabel] || here.labels[teamLabel] === undefined,
    )
    .filter(({ labels }) => !rowOfItsOwn.has(labels[nameLabel] ?? ''))
    .flatMap(({ where, labels }) =>
      witnessesIn({ namespace: labels[nameLabel] ?? '', labels }, here.policies)
        .filter(({ end }) => !(labels[nameLabel] === dnsNamespace && isDns(end, dnsLabels)))
        .map(({ who, end }) => ({ who: [where, who && `pods with ${who}`].filter(Boolean).join(', '), end })),
    );
}

function isDns({ pod }: Endpoint, dnsLabels: Labels): boolean {
  return matchesLabels({ matchLabels: { ...dnsLabels } }, pod?.labels ?? {});
}

function platformPeers(here: NetworkState, platform: PlatformSettings): NetworkPeer[] {
  const inNamespace = (namespace: string): Witness[] =>
    witnessesIn({ namespace, labels: { [nameLabel]: namespace } }, here.policies);
  const peer = (label: string, ends: Witness[]): NetworkPeer => ({ label, ends, state: null });
  const { dnsNamespace, dnsLabels, nodeLocalDns, monitoringNamespace, apiServers, privateRanges } = platform;
  const dns = podEnd({ namespace: dnsNamespace, labels: { [nameLabel]: dnsNamespace } }, dnsLabels);
  const closed = [...unroutable, ...privateRanges];
  return [
    peer('The ingress controller', inNamespace(platform.ingressNamespace)),
    ...(monitoringNamespace === null ? [] : [peer('The monitoring', inNamespace(monitoringNamespace))]),
    peer('The cluster’s DNS', [
      { who: 'the DNS pods', end: dns },
      ...(nodeLocalDns === null ? [] : [oneAddress(nodeLocalDns)]),
    ]),
    ...(apiServers.length === 0
      ? []
      : [
          peer(
            'The API server',
            apiServers.map(({ cidr }) => addresses(cidr, [])),
          ),
        ]),
    peer(
      'The internet',
      internetRanges.map((range) => addresses(range, closed)),
    ),
    peer('Cloud metadata addresses', metadataAddresses.map(oneAddress)),
    peer(
      'Private networks',
      privateRanges.map((range) => addresses(range, [])),
    ),
  ];
}

function oneAddress(address: string): Witness {
  return addresses(`${address}/${address.includes(':') ? 128 : 32}`, []);
}

function addresses(range: string, closed: readonly string[]): Witness {
  const cidr = parseCidr(range);
  if (cidr === null) throw new Error(`${range} is not a range`);
  const except = closed.flatMap((text) => parseCidr(text) ?? []).filter((one) => containsCidr(cidr, one));
  return { who: range, end: { addresses: [{ cidr, except }], pod: null } };
}
