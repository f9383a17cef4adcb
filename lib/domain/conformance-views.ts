import type { CheckResult, CheckSection, ConformanceScore } from './conformance.ts';
import type { PersonView } from './views.ts';

// What services hand to the pages about conformance. Times are ISO 8601 in UTC.

/** An admin's word that a check may fail for some time. */
export interface WaiverView {
  check: string;
  reason: string;
  approvedBy: PersonView;
  createdAt: string;
  expiresAt: string;
}

/** A check, with what the last run found and whether that is waived. */
export interface CheckView extends CheckResult {
  title: string;
  section: CheckSection;
  proves: string;
  how: string;
  waiver: WaiverView | null;
}

/** A run that has ended. */
export interface ConformanceRunView {
  id: string;
  requestedAt: string;
  finishedAt: string;
  /** Null for a run of the night. */
  requestedBy: string | null;
  /** Why there are no results; null if there are. */
  problem: string | null;
  score: ConformanceScore;
}

/** Conformance of one environment. */
export interface ConformanceView {
  /** A run that waits or goes on. */
  open: { requestedAt: string; started: boolean } | null;
  /** The last run that ended; null before the first. */
  latest: ConformanceRunView | null;
  checks: CheckView[];
  /** Checks that fail and are waived; they are not passed. */
  waived: number;
  /** Newest first, the latest included. */
  history: ConformanceRunView[];
}

/** One environment in the list for admins. */
export interface ConformanceLine {
  environment: { slug: string; namespace: string; team: { slug: string; name: string } };
  latest: ConformanceRunView | null;
  waived: number;
}
