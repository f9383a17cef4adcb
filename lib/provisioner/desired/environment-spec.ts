import type { ClassSpec, ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import type { TeamRole } from '#lib/domain/role.ts';

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
  /** What the namespace's quota is to say: key → canonical quantity; less than was granted while the budget has no room. */
  quota: ResourceAmounts;
  /** The number of the ledger's decision that `quota` is; absent where nothing was decided yet, as in previews. */
  quotaRevision?: number;
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
