import type { Condition, ObjectStatus } from './condition.ts';
import type { ClassSpec } from './environment-class.ts';
import type { RequestPayload, RequestState, RequestType } from './requests/request.ts';
import type { SiteRole, TeamRole } from './role.ts';

// What services hand to pages. Times are ISO 8601 in UTC, quantities canonical strings.

/** One page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

export interface PersonView {
  id: string;
  name: string;
  email: string | null;
}

export interface UserView extends PersonView {
  siteRole: SiteRole | null;
  disabled: boolean;
  lastSeenAt: string | null;
}

export interface TeamView {
  id: string;
  slug: string;
  name: string;
  costCentre: string | null;
  version: number;
  archivedAt: string | null;
  /** The viewer's own role in it; null for admins and auditors looking in. */
  myRole: TeamRole | null;
  environmentCount: number;
  memberCount: number;
  budget: BudgetLine[];
}

/** One key of a team's budget. Ratios are 0…1 and up, for bars only; texts are what people read. */
export interface BudgetLine {
  key: string;
  label: string;
  budget: string;
  granted: string;
  used: string;
  free: string;
  budgetText: string;
  grantedText: string;
  usedText: string;
  freeText: string;
  grantedRatio: number;
  usedRatio: number;
  segments: {
    environment: string;
    href: string;
    grantedText: string;
    usedText: string;
    grantedRatio: number;
    usedRatio: number;
  }[];
}

export interface MemberView extends PersonView {
  role: TeamRole;
  source: 'manual' | 'group';
  since: string;
}

export interface ClassView {
  id: string;
  slug: string;
  name: string;
  archivedAt: string | null;
  versionId: string;
  version: number;
  spec: ClassSpec;
  environmentCount: number;
}

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
}

export interface AccessLine {
  person: PersonView;
  teamRole: TeamRole;
  clusterRole: string | null;
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
  detectedAt: string;
  healedAt: string | null;
}

export interface RequestView {
  id: string;
  number: number;
  type: RequestType;
  state: RequestState;
  version: number;
  title: string;
  reason: string;
  payload: RequestPayload;
  team: { id: string; slug: string; name: string } | null;
  environment: { id: string; slug: string; namespace: string } | null;
  requester: PersonView;
  createdAt: string;
  closedAt: string | null;
  decision: { verdict: 'approved' | 'rejected'; reason: string; by: PersonView | null; at: string } | null;
  /** What the viewer may do now. */
  can: { decide: boolean; withdraw: boolean; comment: boolean };
  /** Why the viewer can't decide, in words; empty if he can or has no say. */
  cannotDecideBecause: string;
}

export interface BudgetEffectLine {
  key: string;
  label: string;
  budgetText: string | null;
  beforeText: string;
  afterText: string;
  /** after / budget; null where the team has no budget for the key. */
  beforeRatio: number | null;
  afterRatio: number | null;
  over: boolean;
}

export interface RequestPlan {
  budget: BudgetEffectLine[];
  /** Rendered objects as YAML documents, for creations. */
  objects: { kind: string; name: string; yaml: string }[];
  /** Field-level differences, for changes. */
  changes: { object: string; path: string; before: string; after: string }[];
}

export interface RequestDetail extends RequestView {
  comments: { id: string; author: PersonView; body: string; at: string }[];
  timeline: { at: string; who: string; what: string }[];
  plan: RequestPlan | null;
}

export interface AuditView {
  id: string;
  at: string;
  actor: string;
  action: string;
  objectType: string;
  objectId: string;
  objectName: string;
  team: string | null;
  before: unknown;
  after: unknown;
  httpRequestId: string | null;
}

export interface ReplicaView {
  replica: string;
  startedAt: string;
  beatAt: string;
  alive: boolean;
  clusterSeenAt: string | null;
  unreachableSince: string | null;
  clusterVersion: string | null;
  message: string | null;
  queueDepth: number;
}

/** Whether what the portal shows is current. */
export interface ClusterHealth {
  state: 'live' | 'unreachable' | 'no-provisioner';
  since: string | null;
  seenAt: string | null;
  replicas: ReplicaView[];
}
