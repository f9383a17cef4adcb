import { containsCidr, parseCidr } from '#lib/domain/network/cidr.ts';
import { internetRanges, metadataAddresses } from '#lib/domain/platform.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { networkBundle } from './network-bundle.ts';
import { networkBundleAnnotation, ownerLabels, stageLabel, teamLabel } from './ownership.ts';

type Rule = Record<string, unknown>;
type Rules = { ingress?: Rule[]; egress?: Rule[] };

/** Default deny for both directions, the platform's exceptions, and what the class's network profile allows. */
export function renderNetworkPolicies(spec: EnvironmentSpec): Manifest[] {
  const { platform, classSpec } = spec;
  const policies = [
    policy(spec, 'default-deny', { ingress: [], egress: [] }),
    policy(spec, 'allow-dns', { egress: dnsRules(spec) }),
    policy(spec, 'allow-same-namespace', bothWays(namespaceNamed(spec.namespace))),
    policy(spec, 'allow-ingress-controller', fromNamespace(platform.ingressNamespace)),
  ];
  if (platform.monitoringNamespace !== null)
    policies.push(policy(spec, 'allow-monitoring', fromNamespace(platform.monitoringNamespace)));
  if (platform.apiServers.length > 0)
    policies.push(policy(spec, 'allow-api-server', { egress: platform.apiServers.map(endpointRule) }));
  if (classSpec.networkProfile === 'team') policies.push(policy(spec, 'allow-team', teamRules(spec)));
  if (classSpec.networkProfile === 'open-egress')
    policies.push(policy(spec, 'allow-internet', { egress: internetRules(platform.privateRanges) }));
  return policies;
}

// Server-side apply leaves foreign fields where the intent is silent, so both directions are always written out.
function policy(spec: EnvironmentSpec, name: string, rules: Rules): Manifest {
  const policyTypes = [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace: spec.namespace,
      labels: ownerLabels(spec),
      annotations: { [networkBundleAnnotation]: networkBundle(spec.classSpec.networkProfile) },
    },
    spec: { podSelector: {}, policyTypes, ingress: rules.ingress ?? [], egress: rules.egress ?? [] },
  };
}

function namespaceNamed(name: string): Rule {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

function bothWays(peer: Rule): Rules {
  return { ingress: [{ from: [peer] }], egress: [{ to: [peer] }] };
}

function fromNamespace(name: string): Rules {
  return { ingress: [{ from: [namespaceNamed(name)] }] };
}

function dnsRules({ platform }: EnvironmentSpec): Rule[] {
  const ports = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  const pods = { ...namespaceNamed(platform.dnsNamespace), podSelector: { matchLabels: platform.dnsLabels } };
  const rules: Rule[] = [{ to: [pods], ports }];
  if (platform.nodeLocalDns !== null)
    rules.push({ to: [{ ipBlock: { cidr: oneAddress(platform.nodeLocalDns) } }], ports });
  return rules;
}

function oneAddress(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

function endpointRule({ cidr, port }: { cidr: string; port: number }): Rule {
  return { to: [{ ipBlock: { cidr } }], ports: [{ port, protocol: 'TCP' }] };
}

/** All environments of the same team and stage. */
function teamRules(spec: EnvironmentSpec): Rules {
  const matchLabels = { [stageLabel]: spec.classSpec.stage, [teamLabel]: spec.team.slug };
  return bothWays({ namespaceSelector: { matchLabels } });
}

// Cloud metadata and link-local stay denied whatever an admin writes, and so do the cluster's own networks.
function internetRules(privateRanges: readonly string[]): Rule[] {
  const closed = [...privateRanges, '169.254.0.0/16', ...metadataAddresses.map(oneAddress)];
  return internetRanges.map((cidr) => ({ to: [{ ipBlock: blockWithout(cidr, closed) }] }));
}

// The API server takes only exceptions that lie inside the block; one inside another says nothing new.
function blockWithout(cidr: string, closed: readonly string[]): { cidr: string; except?: string[] } {
  const inside = closed.filter((range) => range !== cidr && contains(cidr, range));
  const except = inside.filter((range) => !inside.some((other) => other !== range && contains(other, range)));
  return except.length === 0 ? { cidr } : { cidr, except: [...new Set(except)].sort() };
}

function contains(outer: string, inner: string): boolean {
  const [whole, part] = [parseCidr(outer), parseCidr(inner)];
  if (whole === null || part === null) throw new Error(`${outer} or ${inner} is not a range`);
  return containsCidr(whole, part);
}
