import type { ClassSpec, ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { TeamRole } from '#lib/domain/role.ts';

/** Facts of the cluster that admins keep; they are inputs of rendering, never looked up by it. */
export interface PlatformSettings {
  /** Put before each immutable subject, as the API server's OIDC flags do. */
  subjectPrefix: string;
  /** Namespace of the ingress controller, which may reach every environment. */
  ingressNamespace: string;
  /** Address of the node-local DNS cache. */
  nodeLocalDns: string;
  /** CIDRs that `open-egress` must never reach: the cluster's own and private networks. */
  privateRanges: readonly string[];
}

/** Everything that decides what an environment consists of in the cluster. */
export interface EnvironmentSpec {
  /** The environment's id in the database; it marks the namespace that we made for it. */
  id: string;
  team: { slug: string; name: string };
  slug: string;
  namespace: string;
  className: string;
  classVersion: number;
  classSpec: ClassSpec;
  /** The granted quota: key → canonical quantity. */
  quota: ResourceAmounts;
  members: readonly { subject: string; role: TeamRole }[];
  /** Who approved it, for the annotation; null for an automatic approval. */
  approvedBy: string | null;
  platform: PlatformSettings;
}

/** A Kubernetes object as it is sent: plain JSON. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** What a local or unconfigured cluster looks like. */
export const defaultPlatform: PlatformSettings = {
  subjectPrefix: 'oidc:',
  ingressNamespace: 'ingress-nginx',
  nodeLocalDns: '169.254.20.10',
  privateRanges: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
};
