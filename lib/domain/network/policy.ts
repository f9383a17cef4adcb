import { z } from 'zod';

// The part of networking.k8s.io/v1 that decides who may talk to whom; other fields are passed over.

const expressionSchema = z.object({
  key: z.string(),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
  values: z.array(z.string()).nullish(),
});
const selectorSchema = z.object({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z.array(expressionSchema).nullish(),
});
const peerSchema = z.object({
  podSelector: selectorSchema.nullish(),
  namespaceSelector: selectorSchema.nullish(),
  ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()).nullish() }).nullish(),
});
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
const portSchema = z.object({
  protocol: z.enum(protocols).nullish(),
  port: z.union([z.int(), z.string()]).nullish(),
  endPort: z.int().nullish(),
});
const ports = z.array(portSchema).nullish();

/** What a NetworkPolicy says. */
export const policySpecSchema = z.object({
  podSelector: selectorSchema.nullish(),
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])).nullish(),
  ingress: z.array(z.object({ from: z.array(peerSchema).nullish(), ports })).nullish(),
  egress: z.array(z.object({ to: z.array(peerSchema).nullish(), ports })).nullish(),
});

export type Protocol = (typeof protocols)[number];
export type LabelSelector = z.infer<typeof selectorSchema>;
export type Peer = z.infer<typeof peerSchema>;
export type PolicyPort = z.infer<typeof portSchema>;
export type PolicySpec = z.infer<typeof policySpecSchema>;
export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy in its namespace. */
export interface NetworkPolicy {
  namespace: string;
  name: string;
  spec: PolicySpec;
}

/** One rule of a policy, whichever its direction. */
export interface PolicyRule {
  peers: readonly Peer[];
  ports: readonly PolicyPort[];
}

/** The directions that a policy closes for its pods: without `policyTypes` ingress always, egress only if it has such rules. */
export function directionsOf(spec: PolicySpec): Direction[] {
  if (spec.policyTypes?.length)
    return spec.policyTypes.map((type) => (type === 'Ingress' ? 'ingress' : 'egress'));
  return spec.egress?.length ? ['ingress', 'egress'] : ['ingress'];
}

/** The rules of one direction; a policy that does not close a direction says nothing about it. */
export function rulesOf(spec: PolicySpec, direction: Direction): PolicyRule[] {
  if (!directionsOf(spec).includes(direction)) return [];
  if (direction === 'ingress')
    return (spec.ingress ?? []).map(({ from, ports: list }) => ({ peers: from ?? [], ports: list ?? [] }));
  return (spec.egress ?? []).map(({ to, ports: list }) => ({ peers: to ?? [], ports: list ?? [] }));
}
