import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels, stageLabel, teamLabel } from './ownership.ts';

type Rule = Record<string, unknown>;

/** Default deny for both directions, then the allow policies of the class's network profile. */
export function renderNetworkPolicies(spec: EnvironmentSpec): Manifest[] {
  const policies = [
    policy(spec, 'default-deny', { ingress: [], egress: [] }),
    policy(spec, 'allow-dns', { egress: dnsRules(spec) }),
    policy(spec, 'allow-same-namespace', sameNamespace(spec)),
    policy(spec, 'allow-ingress-controller', {
      ingress: [{ from: [namespaceNamed(spec.platform.ingressNamespace)] }],
    }),
  ];
  if (spec.classSpec.networkProfile === 'team') policies.push(policy(spec, 'allow-team', teamRules(spec)));
  if (spec.classSpec.networkProfile === 'open-egress')
    policies.push(policy(spec, 'allow-internet', { egress: internetRules(spec) }));
  return policies;
}

// Server-side apply leaves foreign fields where the intent is silent, so both directions are always written out.
function policy(spec: EnvironmentSpec, name: string, rules: { ingress?: Rule[]; egress?: Rule[] }): Manifest {
  const policyTypes = [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: spec.namespace, labels: ownerLabels(spec) },
    spec: { podSelector: {}, policyTypes, ingress: rules.ingress ?? [], egress: rules.egress ?? [] },
  };
}

function namespaceNamed(name: string): Rule {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

function dnsRules(spec: EnvironmentSpec): Rule[] {
  const ports = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  const clusterDns = {
    ...namespaceNamed('kube-system'),
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  };
  return [
    { to: [clusterDns], ports },
    { to: [{ ipBlock: { cidr: `${spec.platform.nodeLocalDns}/32` } }], ports },
  ];
}

function sameNamespace(spec: EnvironmentSpec): { ingress: Rule[]; egress: Rule[] } {
  const peer = namespaceNamed(spec.namespace);
  return { ingress: [{ from: [peer] }], egress: [{ to: [peer] }] };
}

/** All environments of the same team and stage. */
function teamRules(spec: EnvironmentSpec): { ingress: Rule[]; egress: Rule[] } {
  const matchLabels = { [stageLabel]: spec.classSpec.stage, [teamLabel]: spec.team.slug };
  const peer = { namespaceSelector: { matchLabels } };
  return { ingress: [{ from: [peer] }], egress: [{ to: [peer] }] };
}

// Cloud metadata stays denied in every profile, and so do the cluster's own and private networks.
function internetRules(spec: EnvironmentSpec): Rule[] {
  const except = [...spec.platform.privateRanges, '169.254.0.0/16'].sort();
  return [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }] }, { to: [{ ipBlock: { cidr: '2000::/3' } }] }];
}
