import type { EvidenceView } from './evidence/views.ts';
import type { FlowChanges } from './network/flow-changes.ts';
import type { RequestPayload, RequestState, RequestType } from './requests/request.ts';
import type { Finding } from './rules/findings.ts';
import type { PersonView } from './views.ts';

// What services hand to pages about requests. Times are ISO 8601 in UTC, quantities canonical strings.

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
  decision: DecisionView | null;
  /** What the viewer may do now. */
  can: { decide: boolean; withdraw: boolean; comment: boolean };
  /** Why the viewer can't decide, in words; empty if he can or has no say. */
  cannotDecideBecause: string;
}

/** A request in a list. */
export interface RequestListItem extends RequestView {
  /** For who decides: how much of a limit that would change was in use at most; null elsewhere, and where it is not known. */
  peak: string | null;
}

/** A person's decision, or that of a rule; decisions from before there were rules name neither. */
export interface DecisionView {
  verdict: 'approved' | 'rejected';
  reason: string;
  by: PersonView | null;
  /** What the rule asked and saw; version 0 is the one that the product comes with. */
  rule: { name: string; version: number; findings: Finding[] } | null;
  at: string;
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
  /** What it does to the capacity plan, for who may see that: `budgetText` is then what all budgets may promise. */
  capacity: BudgetEffectLine[];
  /** Who reaches whom no more, or newly; null where nothing of it changes or nothing was observed yet. */
  flows: FlowChanges | null;
  /** Rendered objects as YAML documents, for creations. */
  objects: { kind: string; name: string; yaml: string }[];
  /** Field-level differences, for changes. */
  changes: { object: string; path: string; before: string; after: string }[];
}

export interface RequestDetail extends RequestView {
  comments: { id: string; author: PersonView; body: string; at: string }[];
  timeline: { at: string; who: string; what: string }[];
  plan: RequestPlan | null;
  /** What the measurements say about it while it waits; null where they say nothing. */
  evidence: EvidenceView | null;
}
