import type { Rule } from './rule.ts';
import type { Simulation } from './simulate.ts';

/** A rule with what it asks for in words. */
export interface RuleView {
  name: string;
  effect: Rule['effect'];
  conditions: string[];
}

/** The rules that hold and those before. Times are ISO 8601 in UTC. */
export interface RulesView {
  /** 0 before the first version: then the product's own rule holds. */
  version: number;
  rules: Rule[];
  worded: RuleView[];
  history: { version: number; rules: RuleView[]; reason: string; createdBy: string; createdAt: string }[];
}

/** Rules that were tried on past requests, and what came out. */
export interface SimulationView {
  id: string;
  baseVersion: number;
  /** Made from the version that holds, so that it can be switched on. */
  isCurrent: boolean;
  rules: Rule[];
  worded: RuleView[];
  days: number;
  result: Simulation;
  createdBy: string;
  createdAt: string;
}
