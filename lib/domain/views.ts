import type { ClassSpec } from './environment-class.ts';
import type { PackReport } from './policy-pack.ts';
import type { ReplicaView } from './provisioner-views.ts';
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
  /** The role that holds: the stronger of the two below. */
  siteRole: SiteRole | null;
  siteRoleByHand: SiteRole | null;
  siteRoleByGroup: { role: SiteRole; group: string } | null;
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
  /** The role that holds: the stronger of the two below. */
  role: TeamRole;
  byHand: TeamRole | null;
  byGroup: { role: TeamRole; group: string } | null;
  since: string;
}

export interface ClassView {
  id: string;
  slug: string;
  name: string;
  /** Where it stands when teams choose; from 0. */
  position: number;
  archivedAt: string | null;
  versionId: string;
  version: number;
  spec: ClassSpec;
  environmentCount: number;
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

/** What the cluster has of the admission policies, and the command that sets it right. */
export interface PolicyPackView extends PackReport {
  checkedAt: string;
  /** Whether users in the cluster begin as the platform's settings say. */
  prefixFits: boolean;
  command: string;
}

/** Whether what the portal shows is current. */
export interface ClusterHealth {
  state: 'live' | 'unreachable' | 'no-provisioner';
  since: string | null;
  seenAt: string | null;
  replicas: ReplicaView[];
}
