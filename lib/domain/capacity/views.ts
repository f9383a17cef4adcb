import type { PlanKeys } from './plan.ts';

/** One key of the plan beside what is promised, granted and used of it. */
export interface CapacityLine {
  key: string;
  label: string;
  /** Null where nothing is planned: then nothing limits the budgets. */
  planned: PlanKeys[string] | null;
  /** What the nodes have together; null where none tells of it. */
  observedText: string | null;
  /** What all budgets together may promise. */
  limitText: string | null;
  budgetedText: string;
  grantedText: string;
  usedText: string;
  /** More is promised than the plan allows. */
  isOver: boolean;
}

/** The capacity plan as admins see it; times are ISO 8601 in UTC. */
export interface CapacityView {
  /** 0 before the first plan. */
  version: number;
  lines: CapacityLine[];
  /** Nodes that take pods; null before the provisioner has looked. */
  nodes: number | null;
  observedAt: string | null;
  /** Keys that could be planned too. */
  offered: string[];
  history: { version: number; keys: PlanKeys; reason: string; createdBy: string; createdAt: string }[];
}
