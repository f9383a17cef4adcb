import type { Adoption } from './adoption.ts';
import type { NetworkProfile } from './class-choices.ts';
import type { Condition, ObjectStatus } from './condition.ts';
import type { ClassSpec, ResourceAmounts } from './environment-class.ts';
import type { ProbeTarget } from './network/probe-job.ts';
import type { ReachRow } from './network/reachability.ts';
import type { RequestType } from './requests/request.ts';
import type { TeamRole } from './role.ts';
import type { PersonView } from './views.ts';

// What services hand to pages about one environment. Times are ISO 8601 in UTC, quantities canonical strings.

export interface QuotaUsageLine {
  key: string;
  label: string;
  hard: string;
  used: string | null;
  hardText: string;
  usedText: string | null;
  /** used / hard; null while unknown, and for a hard limit of 0. */
  ratio: number | null;
  level: 'ok' | 'warning' | 'full' | 'unknown';
}

export interface EnvironmentView {
  id: string;
  slug: string;
  namespace: string;
  team: { id: string; slug: string; name: string };
  class: { slug: string; name: string; version: number; latestVersion: number; spec: ClassSpec };
  purpose: string;
  generation: number;
  observedGeneration: number;
  conditions: Condition[];
  objects: ObjectStatus[];
  quota: QuotaUsageLine[];
  usageAt: string | null;
  verifiedAt: string | null;
  createdAt: string;
  expiresAt: string | null;
  /** Set while a deletion can still be undone or is under way. */
  deleteAfter: string | null;
  requestNumber: number | null;
  requestedBy: PersonView;
  approvedBy: PersonView | null;
  pendingRequests: { number: number; type: RequestType }[];
  /** While hand-made changes are left as they are; null when they are put back as ever. */
  healingPause: HealingPauseView | null;
}

export interface HealingPauseView {
  since: string;
  until: string;
  reason: string;
  by: string;
}

/** One managed object on both sides, as YAML with sorted keys. */
export interface ManagedObjectView {
  kind: string;
  name: string;
  /** Null: it is in the cluster without being desired. */
  desired: string | null;
  /** `unknown` before the provisioner's first look. */
  presence: 'present' | 'absent' | 'too-large' | 'unknown';
  /** Null unless it is present. */
  observed: string | null;
  /** Both sides as JSON text; the empty text where a field is absent. */
  changes: { path: string; desired: string; observed: string }[];
}

export interface EnvironmentObjectsView {
  /** When the observed side changed last; null before the provisioner's first look. */
  changedAt: string | null;
  objects: ManagedObjectView[];
}

/** Who reaches whom; `seen` is null before the provisioner's first look. */
export interface NetworkView {
  profile: NetworkProfile;
  /** The version of the profile's policies that the product renders, like `team.v2`. */
  wantedBundle: string;
  seen: {
    /** When something observed changed last. */
    at: string;
    bundles: string[];
    /** Whether every policy could be read. */
    isComplete: boolean;
    /** Policies that the tenant made. */
    tenantPolicies: string[];
    rows: ReachRow[];
    sentences: string[];
    /** `isMirror`: the class's registries don't have the image by themselves. */
    probe: { yaml: string; image: string; isMirror: boolean; targets: ProbeTarget[] };
  } | null;
}

export interface AccessLine {
  person: PersonView;
  teamRole: TeamRole;
  /** What the person is bound to in the namespace, add-ons included; empty without access. */
  clusterRoles: string[];
  sentence: string;
}

export interface UsageSeries {
  key: string;
  label: string;
  points: { at: string; used: string; hard: string; usedText: string; ratio: number }[];
}

export interface DriftView {
  id: string;
  environment: { slug: string; namespace: string; team: string };
  kind: string;
  name: string;
  change: 'edited' | 'deleted' | 'added';
  manager: string | null;
  fields: { path: string; desired: string; observed: string }[];
  /** When that manager wrote, by the API server's record. */
  editedAt: string | null;
  detectedAt: string;
  healedAt: string | null;
  /** It was left as it was, because healing was paused. */
  held: boolean;
  /** How the change could be asked for, or why it can't. */
  adoption: Adoption;
}

/** What the cluster refused to make lately and still does, in plain words. */
export interface DenialView {
  id: string;
  title: string;
  reason: string;
  advice: string;
  /** The amounts of a resize that would make room, with the words of its link. */
  resize: { quota: ResourceAmounts; label: string } | null;
  /** The part of a manifest as it would be accepted. */
  yaml: string | null;
  /** The cluster's own words. */
  said: string;
  firstAt: string;
  lastAt: string;
}

/** Somebody and Bailiwick change the same fields in turns. */
export interface ConflictView {
  environment: { slug: string; namespace: string; team: string };
  sentence: string;
  wayOut: string;
  since: string;
  last: string;
}
